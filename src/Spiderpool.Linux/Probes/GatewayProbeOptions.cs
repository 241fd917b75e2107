namespace Spiderpool.Linux.Probes;

/// <summary>Timing of <see cref="GatewayProbe"/>.</summary>
public sealed record GatewayProbeOptions
{
    /// <summary>The defaults: a request each 100 ms for a second.</summary>
    public static GatewayProbeOptions Default { get; } = new();

    /// <summary>Time between two requests.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time after which a gateway without an answer counts as unreachable.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
