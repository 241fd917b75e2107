using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Functions;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>JSON as values of expressions: null, bool, long, double, string and the types of this folder.</summary>
internal static class JsonValues
{
    private static readonly CelType DynList = CelType.ListOf(CelType.Dyn);

    /// <returns>A <see cref="CelError"/> when the node is not of the type.</returns>
    public static object? Convert(JsonNode? node, CelType type) => (node, type.Kind) switch
    {
        (null, _) => null,
        (JsonObject map, CelKind.Object) => new CelObject(map, type),
        (JsonObject map, CelKind.Map) => new JsonMap(map, type.Element!),
        (JsonObject map, CelKind.Dyn) => new JsonMap(map, CelType.Dyn),
        (JsonArray list, CelKind.List) => new JsonList(list, type),
        (JsonArray list, CelKind.Dyn) => new JsonList(list, DynList),
        (JsonValue value, _) => Scalar(value, type.Kind),
        _ => Mismatch(type),
    };

    private static object? Scalar(JsonValue value, CelKind kind) => (value.GetValueKind(), kind) switch
    {
        (JsonValueKind.True, CelKind.Bool or CelKind.Dyn) => true,
        (JsonValueKind.False, CelKind.Bool or CelKind.Dyn) => false,
        (JsonValueKind.Number, CelKind.Int) => value.AsInteger(),
        (JsonValueKind.Number, CelKind.Double) => Real(value),
        (JsonValueKind.Number, CelKind.Dyn) => value.AsInteger() is { } integer ? (object)integer : Real(value),
        (JsonValueKind.String, CelKind.String or CelKind.Dyn) => value.GetValue<string>(),
        (JsonValueKind.String, CelKind.Bytes) => Parsed(value, text => System.Convert.FromBase64String(text)),
        (JsonValueKind.String, CelKind.Timestamp) => Parsed(value, text => TimeText.ParseTimestamp(text)),
        (JsonValueKind.String, CelKind.Duration) => Parsed(value, text => TimeText.ParseDuration(text)),
        _ => new CelError($"invalid data, expected {kind.ToString().ToLowerInvariant()}"),
    };

    private static double Real(JsonValue value) =>
        value.TryGetValue(out JsonElement element) ? element.GetDouble() : (double)(value.AsDecimal() ?? 0);

    private static object Parsed(JsonValue value, Func<string, object> parse)
    {
        try
        {
            return parse(value.GetValue<string>());
        }
        catch (Exception e) when (e is FormatException or CelException)
        {
            return new CelError($"invalid data: {e.Message}");
        }
    }

    private static CelError Mismatch(CelType type) => new($"invalid data, expected {type}");
}
