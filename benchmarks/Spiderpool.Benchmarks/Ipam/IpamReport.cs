using Spiderpool.Api.AgentApi;
using Spiderpool.Benchmarks.Cluster;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>All that one case measured, for people and for the last line.</summary>
internal sealed record IpamReport(IpamCase Measured)
{
    public required Phase<IpamAddResponse> Adds { get; init; }

    public required Phase<bool> Dels { get; init; }

    public required AddressAudit Audit { get; init; }

    /// <summary>During the ADDs.</summary>
    public required RequestCounters Counters { get; init; }

    public required TimeSpan TimeToReady { get; init; }

    public required double IdleMib { get; init; }

    /// <summary>At the end of the ADDs.</summary>
    public required double BurstMib { get; init; }

    /// <summary>With all addresses allocated, when the agents have given back what the burst took.</summary>
    public required double RestMib { get; init; }

    public required double AgentSeconds { get; init; }

    public required double BenchmarkSeconds { get; init; }

    /// <summary>Null for an API server that the benchmark did not start.</summary>
    public required double? ServerSeconds { get; init; }

    public IpamFigures Figures => new()
    {
        Pods = Measured.Pods,
        Agents = Measured.Agents,
        Parallel = Measured.Parallel,
        Stack = Measured.Stack,
        AllocPerS = Math.Round(Adds.Rate, 1),
        P50Ms = Math.Round(Percentile.Of(Adds.Milliseconds, 50), 2),
        P99Ms = Math.Round(Percentile.Of(Adds.Milliseconds, 99), 2),
        Failed = Adds.Failures.Length + Dels.Failures.Length + Audit.Unrecorded,
        Duplicates = Audit.Duplicates,
        Leaked = Audit.Leaked,
        Conflicts = Counters.Conflicts,
        PoolWritesPerAlloc = PerAllocation(Counters.PoolWrites),
        ApiWritesPerAlloc = PerAllocation(Counters.Writes),
        AgentRssMib = Math.Round(RestMib, 1),
        AgentRssBurstMib = Math.Round(BurstMib, 1),
        AgentRssIdleMib = Math.Round(IdleMib, 1),
        AgentCpuS = Math.Round(AgentSeconds, 2),
    };

    public void Print(TextWriter output)
    {
        var (figures, reads) = (Figures, PerAllocation(Counters.Reads));
        var server = ServerSeconds is { } seconds ? $"{seconds:0.00} API server, " : "";
        output.WriteLine($"{Measured.Pods} pods, {Measured.Agents} agents, {Measured.Parallel} calls at a time, {Measured.Stack}");
        Print(output, "ADD", Adds);
        Print(output, "DEL", Dels);
        output.WriteLine($"  API server   {figures.PoolWritesPerAlloc:0.000} pool writes, {figures.ApiWritesPerAlloc:0.000} writes, "
            + $"{reads:0.000} reads per allocation; {Counters.Conflicts} conflicts");
        output.WriteLine($"  agents       {figures.AgentRssMib:0.0} MiB resident (before {IdleMib:0.0}, "
            + $"at the end of the burst {BurstMib:0.0}), ready after {TimeToReady.TotalMilliseconds:0} ms");
        output.WriteLine($"  CPU seconds  {figures.AgentCpuS:0.00} agents, {server}{BenchmarkSeconds:0.00} benchmark, "
            + $"in {Adds.Elapsed.TotalSeconds:0.00} s on {Environment.ProcessorCount} CPUs");
        output.WriteLine($"  addresses    {Audit.Duplicates} duplicates, {Audit.Unrecorded} not recorded, {Audit.Leaked} leaked");
        foreach (var failure in Adds.Failures.Concat(Dels.Failures).Distinct().Take(5)) output.WriteLine($"  failed: {failure}");
    }

    private static void Print<T>(TextWriter output, string verb, Phase<T> phase) => output.WriteLine(
        $"  {verb}          {phase.Rate:0} /s, p50 {Percentile.Of(phase.Milliseconds, 50):0.0} ms, "
        + $"p99 {Percentile.Of(phase.Milliseconds, 99):0.0} ms, {phase.Failures.Length} failed");

    private double PerAllocation(long count) => Math.Round((double)count / Math.Max(1, Adds.Milliseconds.Length), 3);
}
