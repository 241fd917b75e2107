using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

internal sealed partial class SchemaValidator
{
    private static bool HasType(JsonValueKind kind, JsonNode value, StructuralSchema schema)
    {
        if (schema.IntOrString)
            return kind == JsonValueKind.String || (kind == JsonValueKind.Number && value.AsInteger() is not null);
        return schema.Type switch
        {
            null => true,
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && value.AsInteger() is not null,
            "number" => kind == JsonValueKind.Number,
            _ => false,
        };
    }

    private void CheckScalar(JsonValue value, JsonValueKind kind, StructuralSchema schema)
    {
        if (kind == JsonValueKind.Number)
            CheckNumber(value, schema);
        // A long string without rules, such as an allocation table, is not even decoded.
        else if (kind == JsonValueKind.String
            && (schema.Pattern ?? schema.MinLength ?? schema.MaxLength ?? (object?)schema.Format) is not null)
            CheckText(value, value.GetValue<string>(), schema);
    }

    private void CheckNumber(JsonValue value, StructuralSchema schema)
    {
        if (value.AsDecimal() is not { } number)
            return;
        if (schema.Minimum is { } minimum && (number < minimum || (schema.ExclusiveMinimum && number == minimum)))
        {
            AddInvalid(value, schema.ExclusiveMinimum
                ? $"should be greater than {minimum}"
                : $"should be greater than or equal to {minimum}");
        }

        if (schema.Maximum is { } maximum && (number > maximum || (schema.ExclusiveMaximum && number == maximum)))
        {
            AddInvalid(value, schema.ExclusiveMaximum
                ? $"should be less than {maximum}"
                : $"should be less than or equal to {maximum}");
        }

        if (schema.MultipleOf is { } step && step != 0 && number % step != 0)
            AddInvalid(value, $"should be a multiple of {step}");
        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue)
            AddInvalid(value, $"must be of type int32: \"{number}\"");
    }

    private void CheckText(JsonValue value, string text, StructuralSchema schema)
    {
        var length = schema.MinLength is null && schema.MaxLength is null ? 0 : text.EnumerateRunes().LongCount();
        if (length < schema.MinLength)
            AddInvalid(value, $"should be at least {schema.MinLength} chars long");
        if (length > schema.MaxLength)
        {
            Add(new FieldError(
                "FieldValueTooLong", _path.ToString(), $"Too long: may not be more than {schema.MaxLength} bytes"));
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
            AddInvalid(value, $"should match '{pattern}'");
        if (schema.Format is { } format && !HasFormat(text, format))
            AddInvalid(value, $"must be of type {format}: {FieldError.Show(value)}");
    }

    /// <summary>Unknown formats are accepted, as in kube-apiserver.</summary>
    private static bool HasFormat(string text, string format) => format switch
    {
        "date-time" => text.Length >= 20 && text[10] is 'T' or 't' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "ipv4" => IsAddress(text, AddressFamily.InterNetwork),
        "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6),
        "cidr" => text.IndexOf('/', StringComparison.Ordinal) is > 0 and var at
            && IPAddress.TryParse(text.AsSpan(0, at), out var address)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128),
        "mac" => System.Net.NetworkInformation.PhysicalAddress.TryParse(text, out _),
        "uuid" => Guid.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        _ => true,
    };

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family
        && (family != AddressFamily.InterNetwork || text.Count(c => c == '.') == 3);
}
