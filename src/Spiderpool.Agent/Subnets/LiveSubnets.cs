using System.Collections.Concurrent;
using Spiderpool.Api.Crds;
using Spiderpool.Kubernetes;
using Spiderpool.Subnets;

namespace Spiderpool.Agent.Subnets;

/// <summary>
/// SpiderSubnets as the API server has them, each read once: an agent watches none, since the subnets of a large cluster change with each
/// application.
/// </summary>
internal sealed class LiveSubnets(KubernetesClient client) : ISubnetSource
{
    private readonly ConcurrentDictionary<string, SpiderSubnet?> _read = new();

    public async Task<SpiderSubnet?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(name, out var known)) return known;
        return _read[name] = await client.TryGetAsync<SpiderSubnet>(null, name, cancellationToken);
    }

    public void Saw(SpiderSubnet subnet) => _read[subnet.Metadata.Name!] = subnet;
}
