using System.Runtime.CompilerServices;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Invariants;

/// <summary>The records of pools, parsed once for each version.</summary>
internal static class Records
{
    private static readonly ConditionalWeakTable<SpiderIPPool, IReadOnlyDictionary<Address, AllocationRecord>> Parsed = [];

    public static IReadOnlyDictionary<Address, AllocationRecord> Of(SpiderIPPool pool) => pool.Status?.AllocatedIPs is null
        ? new Dictionary<Address, AllocationRecord>()
        : Parsed.GetValue(pool, key => PoolLedger.Read(key).Records);

    /// <summary>What a pod holds by the API server's truth, one text for each record.</summary>
    public static IReadOnlyList<string> Of(SimulatedApi api, string podUid) => [.. api.Pools.Items.SelectMany(pool =>
        Of(pool).Where(record => record.Value.PodUid == podUid).Select(record => $"{record.Key} of {pool.Key} for {record.Value.Nic}"))];
}
