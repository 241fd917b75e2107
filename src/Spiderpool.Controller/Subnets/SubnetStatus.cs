using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Subnets;

/// <summary>Pure: the status that a subnet should have.</summary>
internal static class SubnetStatus
{
    /// <summary>Whether addresses of the subnet are given to pools at all.</summary>
    public const string Ready = "Ready";

    /// <summary>Whether an address is free.</summary>
    public const string Available = "Available";

    /// <param name="subnet">As last seen.</param>
    /// <param name="pools">Pools of its CIDR.</param>
    /// <param name="gone">Names of pools that have an entry and certainly are no more.</param>
    /// <param name="reserved">Addresses of the family that nobody gets.</param>
    /// <param name="now">Time of conditions that change.</param>
    public static SpiderSubnetStatus Of(
        SpiderSubnet subnet, IReadOnlyCollection<SpiderIPPool> pools, IReadOnlySet<string> gone, RangeSet reserved, DateTimeOffset now)
    {
        try
        {
            var status = SubnetLedger.Read(subnet).Reconciled(pools, gone).ToSubnet(reserved).Status!;
            return status with { Conditions = Conditions(subnet, status, null, now) };
        }
        catch (ReasonException e)
        {
            var status = subnet.Status ?? new();
            return status with { Conditions = Conditions(subnet, status, e, now) };
        }
    }

    private static IReadOnlyList<Condition> Conditions(
        SpiderSubnet subnet, SpiderSubnetStatus status, ReasonException? fault, DateTimeOffset now)
    {
        var (name, generation) = (subnet.Metadata.Name, subnet.Metadata.Generation);
        var (reason, message) = fault is not null ? (fault.Reason, fault.Detail)
            : subnet.Metadata.IsTerminating
                ? (Reason.SubnetTerminating,
                    $"subnet {name} is being deleted and waits for its pools, which have {status.AllocatedIPCount ?? 0} addresses")
            : (Reason.AsExpected, $"subnet {name} gives addresses to pools");
        var conditions = status.Conditions.With(Ready, reason == Reason.AsExpected, reason, message, generation, now);
        return status.FreeIPCount switch
        {
            _ when fault is not null => conditions.With(Available, null, reason, message, generation, now),
            null or 0 => conditions.With(Available, false, Reason.SubnetExhausted, $"subnet {name}: no address is free", generation, now),
            _ => conditions.With(Available, true, Reason.AsExpected, $"subnet {name} has free addresses", generation, now),
        };
    }
}
