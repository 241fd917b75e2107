using Spiderpool.Addressing;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Configuration;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Ipam;

namespace Spiderpool.Controller.Http;

/// <summary>What this replica knows of the cluster, in numbers.</summary>
internal sealed class ClusterSummary(ClusterInformers informers, LeaderService leader, ControllerOptions options)
{
    public ControllerStatus Describe(ScanSummary? lastScan) => new()
    {
        Version = ProductVersion.Text,
        Instance = options.PodName,
        Leader = leader.Leader,
        Synced = informers.HaveSynced,
        Pools = informers.Pools.Snapshot().Count,
        Subnets = informers.Subnets.Snapshot().Count,
        Endpoints = informers.Endpoints.Snapshot().Count,
        Ipv4 = Count(IPFamily.IPv4),
        Ipv6 = Count(IPFamily.IPv6),
        LastScan = lastScan,
    };

    private AddressCounts Count(IPFamily family)
    {
        var pools = informers.Pools.Snapshot().Where(pool => PoolRanges.FamilyOf(pool.Spec) == family).ToList();
        return new AddressCounts
        {
            Total = pools.Sum(pool => pool.Status?.TotalIPCount ?? 0),
            Allocated = pools.Sum(pool => pool.Status?.AllocatedIPCount ?? 0),
        };
    }
}
