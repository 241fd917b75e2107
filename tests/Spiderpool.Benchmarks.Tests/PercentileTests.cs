namespace Spiderpool.Benchmarks.Tests;

public class PercentileTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(99.5, 100)]
    [InlineData(100, 100)]
    [InlineData(0.1, 1)]
    public void Of_a_hundred_values_it_is_the_one_of_that_rank(double percent, double expected) =>
        Assert.Equal(expected, Percentile.Of(Enumerable.Range(1, 100).Reverse().Select(i => (double)i), percent));

    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 1.0, 9 }, 1)]
    [InlineData(new[] { 9.0, 1, 4 }, 4)]
    public void The_median_is_a_measured_value(double[] values, double expected) =>
        Assert.Equal(expected, Percentile.Median(values));

    [Fact]
    public void Of_nothing_it_is_zero() => Assert.Equal(0, Percentile.Of([], 99));
}
