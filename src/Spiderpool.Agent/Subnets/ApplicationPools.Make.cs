using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Agent.Subnets;

internal sealed partial class ApplicationPools
{
    /// <summary>Why the pool did not come in time.</summary>
    public async Task<ReasonException> WhyNotAsync(AwaitedPools awaited, ReasonException last, CancellationToken cancellationToken)
    {
        var subnets = new LiveSubnets(client);
        if (await MissingAsync(awaited, subnets, cancellationToken) is { } missing) return missing;
        foreach (var family in awaited.Families)
        {
            var (free, names) = (0, awaited.Nic.Of(family));
            foreach (var name in names)
                free += (await ReadAsync(() => subnets.FindAsync(name, cancellationToken)))?.Status?.FreeIPCount is > 0 ? 1 : 0;
            if (free > 0) continue;
            return new ReasonException(Reason.SubnetExhausted, $"{awaited} waits for an {family} address of SpiderSubnet "
                + $"{Excerpt.Of(string.Join(", ", names))}, which has none that is free: {last.Detail}", last);
        }
        return new ReasonException(Reason.AutomaticPoolPending,
            $"{last.Detail}; none came within {options.AutomaticPoolPatience.TotalSeconds:0} s, see the events of {awaited}", last);
    }

    /// <summary>
    /// The pools of an application that nobody watches (spec/ipam.md 7.1): this agent makes them, or another at the same time.
    /// </summary>
    private async Task MakeAsync(string pod, AwaitedPools awaited, SubnetUse use, CancellationToken cancellationToken)
    {
        if (use.Number is not { IsFlexible: false })
        {
            throw new ReasonException(Reason.InvalidAnnotation,
                $"annotation {AnnotationKeys.IPPoolIPNumber} of pod {pod}: nobody knows how many pods {awaited} of "
                + $"{awaited.Application.ApiVersion} has; wrong input, write a number without +, for example \"5\"");
        }
        var pools = new AutomaticPools(
            client, informers.Pools, informers.ReservedIPs, new LiveSubnets(client), locks, () => { }, time);
        foreach (var group in PoolGroup.Of(awaited.Application, use, need: 0, redundant: 0, IsEnabled))
        {
            if (group.Nic != awaited.Nic.Nic) continue;
            var end = await ReadAsync(() => pools.SettleAsync(group, _ => { }, cancellationToken));
            if (end is PoolStep.Blocked blocked && blocked.Reason != Reason.AddressesInUse)
                throw new ReasonException(blocked.Reason, blocked.Detail);
        }
    }

    /// <returns>Null when each family has a subnet that exists.</returns>
    private static async Task<ReasonException?> MissingAsync(
        AwaitedPools awaited, LiveSubnets subnets, CancellationToken cancellationToken)
    {
        foreach (var family in awaited.Families)
        {
            var names = awaited.Nic.Of(family);
            var exists = false;
            foreach (var name in names) exists |= await ReadAsync(() => subnets.FindAsync(name, cancellationToken)) is not null;
            if (exists) continue;
            return new ReasonException(Reason.SubnetNotFound,
                $"SpiderSubnet {Excerpt.Of(string.Join(", ", names))}, named by {awaited} for {awaited.Nic.Nic} {family}, does not exist; "
                + "create it or correct the annotation");
        }
        return null;
    }

    private static async Task<T> ReadAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (KubernetesApiException e)
        {
            throw new ReasonException(Reason.ApiServerUnavailable, e.Message, e);
        }
    }
}
