using Spiderpool.Api.Core;

namespace Spiderpool.Agent.Cluster;

/// <summary>What the agent reads of KubeVirt. Each read may throw <see cref="Api.ReasonException"/>.</summary>
public interface IVirtualMachines
{
    /// <summary>The pod of a machine on this node as last seen; null when there is none of the UID.</summary>
    Pod? CachedLauncher(string podUid);

    /// <summary>The pods of all machines of a namespace as the API server has them now.</summary>
    Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken);

    /// <summary>Whether the machine runs or will run again (spec/ipam.md 6.2).</summary>
    Task<bool> IsWantedAsync(string ns, string name, CancellationToken cancellationToken);

    /// <summary>Whether there is such a migration.</summary>
    Task<bool> HasMigrationAsync(string ns, string name, CancellationToken cancellationToken);
}
