using Spiderpool.Benchmarks.Cluster;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>All that one run measured, for people and for the last line.</summary>
internal sealed record ReclaimReport(AddressCase Measured)
{
    /// <summary>From the start of the controller's process until no pool had a record any more.</summary>
    public required TimeSpan AddressesBack { get; init; }

    /// <summary>From the same start until the last SpiderEndpoint was gone.</summary>
    public required TimeSpan EndpointsGone { get; init; }

    public required WritesByKind Writes { get; init; }

    public required long Reads { get; init; }

    public required long Conflicts { get; init; }

    public required int MostPoolWrites { get; init; }

    public required int PoolsLeft { get; init; }

    public required bool EndpointsLeft { get; init; }

    public required ProcessUsage Usage { get; init; }

    /// <summary>When the controller has given back what the work took.</summary>
    public required double RestMib { get; init; }

    public required string LastWords { get; init; }

    public ReclaimFigures Figures => new()
    {
        Addresses = Measured.Addresses,
        Pools = Measured.Pools,
        AddressesBackS = Math.Round(AddressesBack.TotalSeconds, 2),
        TotalS = Math.Round(EndpointsGone.TotalSeconds, 2),
        MaxPoolWrites = MostPoolWrites,
        PoolWrites = Writes["spiderippools"],
        EndpointWrites = Writes["spiderendpoints"],
        EventWrites = Writes["events"],
        OtherWrites = Writes.OfWork - Writes["spiderippools"] - Writes["spiderendpoints"] - Writes["events"],
        Reads = Reads,
        Conflicts = Conflicts,
        PoolsLeft = PoolsLeft,
        EndpointsLeft = EndpointsLeft,
        ControllerRssPeakMib = Math.Round(Usage.PeakMib, 1),
        ControllerRssMib = Math.Round(RestMib, 1),
        ControllerCpuS = Math.Round(Usage.CpuSeconds, 2),
    };

    public void Print(TextWriter output)
    {
        var figures = Figures;
        output.WriteLine($"{Measured.Addresses} leaked addresses in {Measured.Pools} pools");
        output.WriteLine($"  time         {figures.AddressesBackS:0.00} s until all addresses were back, "
            + $"{figures.TotalS:0.00} s until all SpiderEndpoints were gone");
        output.WriteLine($"  API writes   {figures.PoolWrites} of pools (at most {figures.MaxPoolWrites} of one; "
            + $"goal {ReclaimFigures.PoolWritesGoal}), {figures.EndpointWrites} of SpiderEndpoints, {figures.EventWrites} of events, "
            + $"{figures.OtherWrites} others");
        output.WriteLine($"  API reads    {Reads}; {Conflicts} conflicts of pools");
        output.WriteLine($"  controller   {figures.ControllerRssMib:0.0} MiB resident at the end, "
            + $"{figures.ControllerRssPeakMib:0.0} at most, {figures.ControllerCpuS:0.00} CPU seconds");
        if (!figures.IsCorrect) output.WriteLine($"  failed: {Left}; the controller's last words: {LastWords}");
    }

    private string Left => PoolsLeft > 0 ? $"{PoolsLeft} pools still have records"
        : EndpointsLeft ? "SpiderEndpoints are left" : $"more than {ReclaimFigures.PoolWritesGoal} writes of a pool";
}
