using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Lifecycle;

/// <summary>What an endpoint says about the life of its addresses (spec/crds.md 6, spec/ipam.md 6).</summary>
public static class EndpointRules
{
    /// <summary>Kind of the owner whose pods are the incarnations of a KubeVirt virtual machine.</summary>
    public const string VirtualMachineInstance = "VirtualMachineInstance";

    /// <summary>
    /// Whether the addresses outlive the pod: the endpoint of a StatefulSet's pod, and that of a virtual machine, has no
    /// owner, so that it stays when the pod goes.
    /// </summary>
    public static bool IsStatic(SpiderEndpoint endpoint) =>
        endpoint.Status?.OwnerControllerType is "StatefulSet" or VirtualMachineInstance
        && endpoint.Metadata.OwnerReferences?.Any(owner => owner.Kind == "Pod") is not true;

    /// <summary>Whether the endpoint is one of a virtual machine, whose name it bears, and not one of its pods.</summary>
    public static bool IsOfVirtualMachine(SpiderEndpoint endpoint) =>
        endpoint.Status?.OwnerControllerType == VirtualMachineInstance && IsStatic(endpoint);

    /// <summary>Only apps/v1: look-alikes of other groups renumber their pods in ways of their own (spec/ipam.md 6.1).</summary>
    public static bool IsStatefulSet(TopController controller) =>
        controller is { Kind: "StatefulSet", ApiVersion: "apps/v1" };

    /// <summary>Whether the set still wants a pod of this name (spec/ipam.md 6.2).</summary>
    public static bool Wants(StatefulSet? set, string setName, string podName)
    {
        if (set is null || !podName.StartsWith(setName + "-", StringComparison.Ordinal)) return false;
        var digits = podName.AsSpan(setName.Length + 1);
        if (!int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var ordinal)) return false;
        if (digits.Length > 1 && digits[0] == '0') return false;
        var start = set.Spec?.Ordinals?.Start ?? 0;
        return ordinal >= start && ordinal < start + (set.Spec?.Replicas ?? 1);
    }

    /// <summary>Whether the pod may hold addresses (spec/ipam.md 4.1 step 2).</summary>
    public static bool IsAlive(Pod pod)
    {
        if (pod.Metadata.IsTerminating) return false;
        return pod.Status?.Phase switch
        {
            "Succeeded" => pod.Spec?.RestartPolicy == "Always",
            "Failed" => pod.Spec?.RestartPolicy != "Never" && pod.Status.Reason != "Evicted",
            _ => true,
        };
    }
}
