using Spiderpool.Api.Core;

namespace Spiderpool.Agent.Cluster;

/// <summary>A cluster without KubeVirt.</summary>
public sealed class NoVirtualMachines : IVirtualMachines
{
    private NoVirtualMachines()
    {
    }

    public static NoVirtualMachines Instance { get; } = new();

    public Pod? CachedLauncher(string podUid) => null;

    public Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Pod>>([]);

    public Task<bool> IsWantedAsync(string ns, string name, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> HasMigrationAsync(string ns, string name, CancellationToken cancellationToken) => Task.FromResult(false);
}
