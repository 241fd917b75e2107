namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>Order of the values that have one.</summary>
internal static class CelOrder
{
    /// <returns>Null when the two have no order: other types, or a number that is none.</returns>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (long or ulong or double, long or ulong or double) => CompareNumbers(left, right),
        (string a, string b) => CompareText(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        _ => null,
    };

    /// <summary>Compares without loss: a double beside an integer is not rounded to the other's type.</summary>
    public static int? CompareNumbers(object left, object right)
    {
        if (left is double a && right is double b)
            return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
        if (left is double real)
            return CompareReal(real, Exact(right));
        return right is double other ? -CompareReal(other, Exact(left)) : Exact(left).CompareTo(Exact(right));
    }

    private static int? CompareReal(double real, decimal integer) => real switch
    {
        double.NaN => null,
        >= 1e19 => 1,
        <= -1e19 => -1,
        _ => double.IsInteger(real) ? Whole(real).CompareTo(integer) : real.CompareTo((double)integer),
    };

    /// <summary>An integer below 1e19; the cast from double to decimal would round it to 15 digits.</summary>
    public static decimal Whole(double integer) => integer < 0 ? (long)integer : (ulong)integer;

    private static decimal Exact(object number) => number is ulong unsigned ? unsigned : (long)number;

    // By code point, as UTF-8 sorts; UTF-16 has the surrogates below some characters of the basic plane.
    private static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] == right[i])
                continue;
            return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i])
                ? left[i].CompareTo(right[i])
                : char.IsSurrogate(left[i]) ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
