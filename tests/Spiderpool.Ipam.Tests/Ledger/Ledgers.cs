using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>Short ways to ask a pool's ledger and to write down its records.</summary>
internal static class Ledgers
{
    public static LedgerResult Apply(this SpiderIPPool pool, params IReadOnlyList<LedgerRequest> requests) =>
        pool.Apply(RangeSet.Empty, LedgerLimits.Default, requests);

    public static LedgerResult Apply(
        this SpiderIPPool pool, RangeSet reserved, LedgerLimits limits, params IReadOnlyList<LedgerRequest> requests) =>
        PoolLedger.Read(pool).Apply(requests, reserved, limits);

    /// <summary>The pool as it is once a result is stored.</summary>
    public static SpiderIPPool After(this SpiderIPPool pool, LedgerResult result) => pool with { Status = result.Status };

    public static LedgerRequest Grant(string uid, string nic = "eth0", string? pod = null) =>
        new LedgerRequest.Grant(pod ?? $"shop/{uid}", uid, nic);

    public static LedgerRequest Release(string uid, string? nic = "eth0") => new LedgerRequest.Release(uid, nic);

    public static LedgerRequest ReleaseAddress(string uid, string address) =>
        new LedgerRequest.ReleaseAddress(uid, Address.Parse(address));

    public static LedgerRequest Rebind(string pod, string address, string uid, string nic = "eth0", params string[] from) =>
        new LedgerRequest.Rebind(pod, nic, Address.Parse(address), uid) { Predecessors = from };

    /// <summary>A record as this product and the original write it.</summary>
    public static string Record(string address, string uid, string? nic = "eth0", string? pod = null)
    {
        var record = new AllocationRecord(pod ?? $"shop/{uid}", uid, nic);
        return $"\"{address}\":{JsonSerializer.Serialize(record, ApiJson.Default.AllocationRecord)}";
    }

    /// <summary>status.allocatedIPs of records.</summary>
    public static string Text(params IEnumerable<string> records) => $"{{{string.Join(',', records)}}}";

    public static string?[] Addresses(this LedgerResult result) =>
        [.. result.Outcomes.Select(outcome => outcome.Address?.ToString())];

    public static ReasonException AssertRefused(this LedgerOutcome outcome, Reason reason)
    {
        var refusal = Assert.IsType<ReasonException>(outcome.Refusal);
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal((null, false, 0), (outcome.Address, outcome.IsNew, outcome.Released));
        return refusal;
    }

    /// <summary>Asserts that nothing is to be written.</summary>
    public static void AssertUnchanged(this LedgerResult result, SpiderIPPool pool)
    {
        Assert.False(result.Changed);
        Assert.Equal(pool.Status ?? new(), result.Status);
    }
}
