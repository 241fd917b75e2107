using Spiderpool.Linux.Probes;

namespace Spiderpool.Netns.Tests.Fixtures;

internal static class ProbeTiming
{
    /// <summary>For probes that find an answer, which ends them: the waits are only a limit.</summary>
    public static readonly ConflictProbeOptions Patient = new()
    {
        MaxInitialDelay = TimeSpan.Zero,
        MinInterval = TimeSpan.FromSeconds(10),
        MaxInterval = TimeSpan.FromSeconds(10),
    };

    /// <summary>For probes that find nothing, and take all their time.</summary>
    public static readonly ConflictProbeOptions Quick = new()
    {
        MaxInitialDelay = TimeSpan.Zero,
        MinInterval = TimeSpan.FromMilliseconds(10),
        MaxInterval = TimeSpan.FromMilliseconds(20),
        FinalWait = TimeSpan.FromMilliseconds(50),
    };
}
