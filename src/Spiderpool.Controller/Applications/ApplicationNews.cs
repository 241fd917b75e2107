using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Applications;

/// <summary>Pure: what an application is told of its automatic pools, as events.</summary>
internal sealed record ApplicationNews(EventSeverity Severity, Reason Reason, string Message)
{
    /// <returns>Null when a step is no news.</returns>
    public static ApplicationNews? Of(PoolGroup group, PoolStep step) => step switch
    {
        PoolStep.CreatePool create => new(EventSeverity.Normal, Reason.AutomaticPoolCreated,
            $"pool {create.Pool.Metadata.Name} of subnet {create.Subnet} for {group.Nic} {group.Family}"),
        PoolStep.WritePool write when write.Before != write.After => new(EventSeverity.Normal, Reason.AutomaticPoolScaled,
            $"pool {write.Pool.Metadata.Name} of subnet {write.Subnet} has {write.After} addresses, before {write.Before}"),
        PoolStep.DeletePool delete => Deleted(delete.Pool),
        // What only waits for pods to end needs nobody.
        PoolStep.Blocked blocked when blocked.Reason != Reason.AddressesInUse =>
            new(EventSeverity.Warning, blocked.Reason, blocked.Detail),
        _ => null,
    };

    public static ApplicationNews Deleted(SpiderIPPool pool) =>
        new(EventSeverity.Normal, Reason.AutomaticPoolDeleted, $"pool {pool.Metadata.Name} is needed no more");

    /// <summary>A pool that stays with the application keeps it from other subnets.</summary>
    public static ApplicationNews Kept(SpiderIPPool pool, PoolGroup group) => new(EventSeverity.Warning, Reason.ApplicationSubnetChanged,
        $"pool {pool.Metadata.Name} of subnet {pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet)} is kept, but {group} names "
        + string.Join(", ", group.Subnets));
}
