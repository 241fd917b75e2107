using System.Globalization;
using System.Text;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary><c>'...'.format([...])</c> of the string extension: %s %d %f %e %b %o %x %X, a precision for %f and %e.</summary>
internal static class FormatText
{
    public static string Format(string text, IReadOnlyList<object?> values)
    {
        var result = new StringBuilder();
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }

            if (++i < text.Length && text[i] == '%')
            {
                result.Append('%');
                continue;
            }

            var precision = ReadPrecision(text, ref i);
            if (i >= text.Length)
                throw new CelException("could not parse formatting clause: unexpected end of string");
            if (next >= values.Count)
                throw new CelException($"index {next} out of range");
            result.Append(One(text[i], precision, values[next++]));
        }

        return result.ToString();
    }

    private static int ReadPrecision(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '.')
            return 6;
        var digits = 0;
        for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            digits = Math.Min(1000, digits * 10 + (text[at] - '0'));
        return digits > 99 ? throw new CelException("precision too large") : digits;
    }

    private static string One(char verb, int precision, object? value) => (verb, value) switch
    {
        ('s', _) => Show(value),
        ('d', long or ulong) => Show(value),
        ('d', double real) when !double.IsFinite(real) => Show(real),
        ('f', double or long or ulong) => Real(value).ToString("F" + precision, CultureInfo.InvariantCulture),
        ('e', double or long or ulong) =>
            Real(value).ToString($"0.{new string('0', precision)}e+00", CultureInfo.InvariantCulture),
        ('b', bool flag) => flag ? "1" : "0",
        ('b' or 'o' or 'x' or 'X', long or ulong) => InRadix(value, verb),
        ('x', string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ('X', string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        ('x', byte[] bytes) => Convert.ToHexStringLower(bytes),
        ('X', byte[] bytes) => Convert.ToHexString(bytes),
        ('d' or 'f' or 'e' or 'b' or 'o' or 'x' or 'X', _) =>
            throw new CelException($"error during formatting: %{verb} does not take a value of type {TypeOf.Value(value).Name}"),
        _ => throw new CelException($"could not parse formatting clause: unrecognized formatting clause \"{verb}\""),
    };

    private static double Real(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string InRadix(object? value, char verb)
    {
        var magnitude = value is long signed ? (ulong)Math.Abs((decimal)signed) : (ulong)value!;
        var digits = verb switch
        {
            'b' => magnitude.ToString("b"),
            'x' => magnitude.ToString("x"),
            'X' => magnitude.ToString("X"),
            _ => magnitude > long.MaxValue
                ? $"1{Convert.ToString((long)(magnitude & long.MaxValue), 8).PadLeft(21, '0')}"
                : Convert.ToString((long)magnitude, 8),
        };
        return value is < 0L ? "-" + digits : digits;
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Show))}]",
        CelMap map => $"{{{string.Join(", ", map.Keys.Select(key => (Key: Show(key), Value: Value(map, key)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"))}}}",
        _ => ConversionFunctions.ToText(value)
            ?? throw new CelException($"error during formatting: no string form of type {TypeOf.Value(value).Name}"),
    };

    private static string Value(CelMap map, object key) => map.TryGet(key, out var value) ? Show(value) : "";
}
