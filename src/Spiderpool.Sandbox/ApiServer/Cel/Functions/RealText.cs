using System.Globalization;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>Doubles as Go's <c>%g</c> writes them: the shortest digits, with an exponent below 1e-4 and from 1e6 on.</summary>
internal static class RealText
{
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E') + 1), NumberStyles.AllowLeadingSign);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0 || exponent is >= -4 and < 6)
            return shortest;
        var digits = shortest.TrimStart('-').Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
        return $"{(value < 0 ? "-" : "")}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }
}
