using System.Globalization;
using Spiderpool.Addressing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests.Commit;

/// <summary>One pool with the API server's rules; a test may hold up or spoil single requests.</summary>
internal sealed class ScriptedPools : IPoolStore
{
    private int _version = 1;

    public ScriptedPools(params string[] ips) => Stored = new SpiderIPPool
    {
        Metadata = new() { Name = "p", ResourceVersion = "1" },
        Spec = new() { Subnet = "10.0.0.0/24", Ips = ips },
    };

    public SpiderIPPool? Stored { get; set; }

    /// <summary>Bases of all writes that arrived.</summary>
    public List<string> Writes { get; } = [];

    public int Reads { get; private set; }

    /// <summary>Asked before the next write takes effect; what it returns instead of null is the outcome, without effect.</summary>
    public Func<Task<WriteOutcome?>>? BeforeWrite { get; set; }

    /// <summary>Waited for after the next read has seen the pool.</summary>
    public Task AfterRead { get; set; } = Task.CompletedTask;

    public SpiderIPPool? Cached(string name) => Stored;

    public async Task<SpiderIPPool?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Reads++;
        var (seen, wait) = (Stored, AfterRead);
        await wait.WaitAsync(cancellationToken);
        return seen;
    }

    public async Task<Write<SpiderIPPool>> WriteStatusAsync(SpiderIPPool pool, CancellationToken cancellationToken)
    {
        lock (Writes) Writes.Add(pool.Metadata.ResourceVersion!);
        if (BeforeWrite is { } before && await before().WaitAsync(cancellationToken) is { } outcome) return new(outcome, null, "scripted");
        if (Stored is null) return new(WriteOutcome.Gone, null, "gone");
        if (pool.Metadata.ResourceVersion != Stored.Metadata.ResourceVersion) return new(WriteOutcome.Conflict, null, "changed");
        var version = (++_version).ToString(CultureInfo.InvariantCulture);
        Stored = Stored with { Metadata = Stored.Metadata with { ResourceVersion = version }, Status = pool.Status };
        return new(WriteOutcome.Written, Stored, "");
    }

    public Task<SpiderIPPool?> WaitForOtherAsync(
        string name, string? resourceVersion, TimeSpan patience, CancellationToken cancellationToken) => Task.FromResult(Stored);

    public RangeSet Reserved(IPFamily family) => RangeSet.Empty;
}
