using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Subnets;

public sealed partial class AutomaticPools
{
    /// <summary>Plans once more when it is this writer's turn, so that writers of one process do not fail by each other.</summary>
    /// <returns>The step that was made.</returns>
    private async Task<PoolStep> WriteSubnetAsync(PoolGroup group, PoolStep.WriteSubnet planned, CancellationToken cancellationToken)
    {
        using var turn = await locks.AcquireAsync(planned.Subnet.Metadata.Name!, cancellationToken);
        var step = await NextAsync(group, cancellationToken);
        await ApplyAsync(step, cancellationToken);
        return step;
    }

    private async Task ApplyAsync(PoolStep step, CancellationToken cancellationToken)
    {
        if (step is not (PoolStep.Done or PoolStep.Blocked)) beforeWrite();
        switch (step)
        {
            case PoolStep.CreatePool create:
                await MakeAsync(() => client.CreateAsync(create.Pool, cancellationToken), create.Pool, pools.Offer, cancellationToken);
                break;
            case PoolStep.WritePool write:
                await MakeAsync(() => client.ReplaceAsync(write.Pool, cancellationToken), write.Pool, pools.Offer, cancellationToken);
                break;
            case PoolStep.WriteSubnet write:
                await MakeAsync(
                    () => client.ReplaceStatusAsync(write.Subnet, cancellationToken), write.Subnet, subnets.Saw, cancellationToken);
                break;
            case PoolStep.DeletePool delete:
                var only = new DeleteOptions { Uid = delete.Pool.Metadata.Uid, ResourceVersion = delete.Pool.Metadata.ResourceVersion };
                await client.DeleteAsync<SpiderIPPool>(null, delete.Pool.Metadata.Name!, only, cancellationToken);
                break;
        }
    }

    /// <summary>What was written, or what somebody else wrote before, is known from now on.</summary>
    private async Task MakeAsync<T>(Func<Task<T>> write, T obj, Action<T> saw, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        try
        {
            saw(await write());
        }
        catch (KubernetesApiException e) when (IsLostRace(e))
        {
            if (await client.TryGetAsync<T>(null, obj.Metadata.Name!, cancellationToken) is { } latest) saw(latest);
            throw;
        }
    }
}
