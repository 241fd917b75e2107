using BenchmarkDotNet.Attributes;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Benchmarks.Micro;

/// <summary>What one write of a pool costs before it is sent.</summary>
public class LedgerBenchmarks
{
    private static readonly LedgerLimits Limits = new(10_000);

    private SpiderIPPool _pool = new();
    private PoolLedger _ledger = PoolLedger.Read(new SpiderIPPool());
    private LedgerRequest[] _requests = [];

    /// <summary>Records that the pool has.</summary>
    [Params(100, 1000, 5000)]
    public int Records { get; set; }

    /// <summary>Requests that share the write.</summary>
    [Params(1, 32)]
    public int Requests { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var empty = new SpiderIPPool
        {
            Metadata = new() { Name = "pool" },
            Spec = new() { IpVersion = 4, Subnet = "10.0.0.0/16", Ips = ["10.0.1.0-10.0.40.255"] },
        };
        var full = PoolLedger.Read(empty).Apply([.. Enumerable.Range(0, Records).Select(Grant)], RangeSet.Empty, Limits);
        _pool = empty with { Status = full.Status };
        _ledger = PoolLedger.Read(_pool);
        _requests = [.. Enumerable.Range(Records, Requests).Select(Grant)];
    }

    /// <summary>On a ledger that was read before, as after an own write.</summary>
    [Benchmark]
    public LedgerResult Apply() => _ledger.Apply(_requests, RangeSet.Empty, Limits);

    /// <summary>On a pool that another node wrote.</summary>
    [Benchmark]
    public LedgerResult ReadAndApply() => PoolLedger.Read(_pool).Apply(_requests, RangeSet.Empty, Limits);

    private static LedgerRequest Grant(int i) =>
        new LedgerRequest.Grant($"default/web-5f7b8c9d6-{i:x5}", $"00000000-0000-4000-8000-{i:x12}", "eth0");
}
