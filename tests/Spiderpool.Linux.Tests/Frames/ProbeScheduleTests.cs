using CsCheck;
using Spiderpool.Linux.Probes;

namespace Spiderpool.Linux.Tests.Frames;

public sealed class ProbeScheduleTests
{
    [Fact]
    public void Waits_stay_within_their_bounds() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int)
            .Sample((count, first, min, more, seed) =>
        {
            var waits = ProbeSchedule.Draw(new ConflictProbeOptions
            {
                Count = count,
                MaxInitialDelay = TimeSpan.FromMilliseconds(first),
                MinInterval = TimeSpan.FromMilliseconds(min),
                MaxInterval = TimeSpan.FromMilliseconds(min + more),
            }, new Random(seed));

            Assert.Equal(count, waits.Length);
            Assert.InRange(waits[0].TotalMilliseconds, 0, first);
            Assert.All(waits[1..], wait => Assert.InRange(wait.TotalMilliseconds, min, min + more));
        });

    [Fact]
    public void Defaults_send_three_probes_and_take_less_than_a_quarter_of_a_second()
    {
        var options = ConflictProbeOptions.Default;

        Assert.Equal(3, options.Count);
        Assert.InRange((options.MaxInitialDelay + 2 * options.MaxInterval + options.FinalWait).TotalMilliseconds, 0, 250);
    }

    [Fact]
    public void Hosts_that_start_together_do_not_probe_together() => Assert.Equal(
        10, Enumerable.Range(0, 10).Select(seed => ProbeSchedule.Draw(ConflictProbeOptions.Default, new Random(seed))[0])
            .Distinct().Count());
}
