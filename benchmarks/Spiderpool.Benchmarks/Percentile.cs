namespace Spiderpool.Benchmarks;

/// <summary>Percentiles by nearest rank: each is one of the measured values.</summary>
internal static class Percentile
{
    /// <param name="values">Any order; empty gives 0.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    public static double Of(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return 0;
        var rank = (int)Math.Ceiling(percent / 100 * sorted.Length);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    public static double Median(IEnumerable<double> values) => Of(values, 50);
}
