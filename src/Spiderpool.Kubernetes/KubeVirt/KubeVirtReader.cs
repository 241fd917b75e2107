using Spiderpool.Api.Core;

namespace Spiderpool.Kubernetes;

/// <summary>What is read of KubeVirt. A cluster without it has nothing of it, which is no error.</summary>
public sealed class KubeVirtReader(KubernetesClient client)
{
    private const string ApiVersion = "kubevirt.io/v1";

    /// <summary>KubeVirt labels the pods that run machines.</summary>
    private static readonly ListOptions Launchers = new() { LabelSelector = "kubevirt.io=virt-launcher" };

    /// <summary>Whether a machine runs or will run again (spec/ipam.md 6.2): one or two reads.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Of its VirtualMachineInstance, and of its VirtualMachine if it has one.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="KubernetesApiException">The API server refuses or does not answer.</exception>
    public async Task<bool> IsWantedAsync(string ns, string name, CancellationToken cancellationToken)
    {
        var instance = await client.TryGetMetadataAsync(ApiVersion, "virtualmachineinstances", ns, name, cancellationToken);
        if (instance is { Metadata.IsTerminating: false }) return true;
        var mayComeBack = instance is null
            || instance.Metadata.OwnerReferences?.Any(owner => owner.Kind == "VirtualMachine") is true;
        return mayComeBack && await client.TryGetMetadataAsync(ApiVersion, "virtualmachines", ns, name, cancellationToken)
            is { Metadata.IsTerminating: false };
    }

    /// <summary>Whether there is such a VirtualMachineInstanceMigration.</summary>
    /// <exception cref="KubernetesApiException">The API server refuses or does not answer.</exception>
    public async Task<bool> HasMigrationAsync(string ns, string name, CancellationToken cancellationToken) =>
        await client.TryGetMetadataAsync(ApiVersion, "virtualmachineinstancemigrations", ns, name, cancellationToken) is not null;

    /// <summary>The pods of all machines of a namespace, as fresh as a read.</summary>
    /// <exception cref="KubernetesApiException">The API server refuses or does not answer.</exception>
    public async Task<IReadOnlyList<Pod>> ReadLaunchersAsync(string ns, CancellationToken cancellationToken)
    {
        var pods = new List<Pod>();
        await foreach (var pod in client.ListAllAsync<Pod>(ns, Launchers, cancellationToken)) pods.Add(pod);
        return pods;
    }
}
