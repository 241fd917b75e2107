using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Lifecycle;

/// <summary>
/// What a pod says of the KubeVirt virtual machine that runs in it (spec/ipam.md 6.3). Each start and each migration has a pod of
/// its own; what they have in common is the name of the VirtualMachineInstance, which is that of its VirtualMachine.
/// </summary>
public static class VirtualMachine
{
    private const string Group = "kubevirt.io/";

    /// <summary>The VirtualMachineInstanceMigration that a pod was made for.</summary>
    private const string MigrationAnnotation = "kubevirt.io/migrationJobName";

    /// <summary>Name of the machine whose pod it is; null for other pods.</summary>
    public static string? NameOf(Pod pod) => pod.Metadata.OwnerReferences?.FirstOrDefault(owner =>
        owner.Kind == EndpointRules.VirtualMachineInstance && owner.ApiVersion.StartsWith(Group, StringComparison.Ordinal))?.Name;

    /// <summary>Name of the migration whose target the pod is; null for other pods.</summary>
    public static string? MigrationOf(Pod pod) => NameOf(pod) is null ? null : pod.Metadata.Annotation(MigrationAnnotation);

    /// <summary>Whether a pod of the machine may still use its addresses, beside the pod of that UID.</summary>
    public static bool HasOther(IEnumerable<Pod> pods, string name, string uid) => pods.Any(pod =>
        NameOf(pod) == name && pod.Metadata.Uid != uid && pod.Status?.Phase is not ("Succeeded" or "Failed"));
}
