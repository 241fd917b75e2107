using Spiderpool.Api;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>Reasons of a kubelet's events: words of Kubernetes (and of Multus), not of this product's catalogue.</summary>
internal static class KubeletReasons
{
    public static readonly Reason AddedInterface = Of("AddedInterface");

    public static readonly Reason FailedCreatePodSandBox = Of("FailedCreatePodSandBox");

    public static readonly Reason FailedKillPod = Of("FailedKillPod");

    public static readonly Reason SandboxChanged = Of("SandboxChanged");

    private static Reason Of(string name) => new(name, 0, "", "");
}
