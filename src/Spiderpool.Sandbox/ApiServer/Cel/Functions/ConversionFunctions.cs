using System.Globalization;
using System.Text;
using Spiderpool.Addressing;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Conversions between types; what does not fit is an error.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Global("int", (long value) => value),
        Global("int", (ulong value) => checked((long)value)),
        Global("int", (double value) => Math.Abs(value) < 9.2233720368547e18 ? (long)value : throw new OverflowException()),
        Global("int", (string text) => ParseInt(text)).Walking(),
        Global("int", (DateTimeOffset time) => time.ToUnixTimeSeconds()),
        Global("uint", (ulong value) => value),
        Global("uint", (long value) => checked((ulong)value)),
        Global("uint", (double value) => value is >= 0 and < 1.8446744073709e19 ? (ulong)value : throw new OverflowException()),
        Global("uint", (string text) => ParseUInt(text)).Walking(),
        Global("double", (double value) => value),
        Global("double", (long value) => (double)value),
        Global("double", (ulong value) => (double)value),
        Global("double", (string text) => ParseDouble(text)).Walking(),
        Global("bool", (bool value) => value),
        Global("bool", (string text) => ParseBool(text)),
        Global("string", (string value) => value),
        Global("string", (byte[] bytes) => DecodeUtf8(bytes)).Walking(),
        .. Text<bool>(), .. Text<long>(), .. Text<ulong>(), .. Text<double>(), .. Text<DateTimeOffset>(), .. Text<TimeSpan>(),
        .. Text<Address>(), .. Text<Prefix>(),
        Global("bytes", (byte[] bytes) => bytes),
        Global("bytes", (string text) => Encoding.UTF8.GetBytes(text)).Walking(),
        Global("timestamp", (DateTimeOffset time) => time),
        Global("timestamp", (string text) => TimeText.ParseTimestamp(text)).Walking(),
        Global("timestamp", (long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds)),
        Global("duration", (TimeSpan span) => span),
        Global("duration", (string text) => TimeText.ParseDuration(text)).Walking(),
        Global("dyn", (object? value) => value),
        Global("type", (object? value) => TypeOf.Value(value)),
    ];

    /// <returns>Null when the type has no text.</returns>
    public static string? ToText(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture),
        double real => RealText.Format(real),
        byte[] bytes => DecodeUtf8(bytes),
        DateTimeOffset time => TimeText.Format(time),
        TimeSpan span => TimeText.Format(span),
        Address or Prefix => value.ToString(),
        CelType type => type.Name,
        _ => null,
    };

    private static IEnumerable<Overload> Text<T>() => [Global("string", (T value) => ToText(value) ?? "")];

    private static long ParseInt(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value : throw Invalid("ParseInt", text);

    private static ulong ParseUInt(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value : throw Invalid("ParseUint", text);

    private static double ParseDouble(string text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var value) ? value : throw Invalid("ParseFloat", text);

    private static bool ParseBool(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw Invalid("ParseBool", text),
    };

    private static string DecodeUtf8(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new CelException("invalid UTF-8 in bytes, cannot convert to string");
        }
    }

    private static CelException Invalid(string function, string text) =>
        new($"strconv.{function}: parsing \"{text}\": invalid syntax");
}
