using Spiderpool.Api.Core;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>KubeVirt in the API server, and the pods of this node.</summary>
internal sealed class VirtualMachines(KubernetesClient client, Informer<Pod> pods) : IVirtualMachines
{
    private readonly KubeVirtReader _reader = new(client);

    public Pod? CachedLauncher(string podUid) =>
        pods.Snapshot().FirstOrDefault(pod => pod.Metadata.Uid == podUid && VirtualMachine.NameOf(pod) is not null);

    public Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => _reader.ReadLaunchersAsync(ns, cancellationToken));

    public Task<bool> IsWantedAsync(string ns, string name, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => _reader.IsWantedAsync(ns, name, cancellationToken));

    public Task<bool> HasMigrationAsync(string ns, string name, CancellationToken cancellationToken) =>
        ApiCalls.ReadAsync(() => _reader.HasMigrationAsync(ns, name, cancellationToken));
}
