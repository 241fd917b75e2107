using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Subnets;

namespace Spiderpool.Controller.Subnets;

/// <summary>SpiderSubnets as the informer has them.</summary>
internal sealed class InformerSubnets(ClusterInformers informers) : ISubnetSource
{
    public Task<SpiderSubnet?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(informers.Subnets.TryGet(name, out var subnet) ? subnet : null);

    public void Saw(SpiderSubnet subnet) => informers.Subnets.Offer(subnet);
}
