using System.Text.Json.Nodes;

namespace Spiderpool.Cni.Delegation;

/// <summary>One interface of one sandbox, as the runtime names it to the plugins.</summary>
/// <param name="ContainerId">Id of the pod's sandbox.</param>
/// <param name="NetNs">Path of the pod's network namespace; empty when it is gone.</param>
/// <param name="IfName">Name of the interface in the pod.</param>
/// <param name="Args">CNI_ARGS: <c>KEY=value;KEY=value</c>.</param>
public sealed record Attachment(string ContainerId, string NetNs, string IfName, string Args)
{
    /// <summary>
    /// What the runtime knows of this interface (CNI conventions, dynamic plugin fields): a plugin gets those of its
    /// <c>capabilities</c> as <c>runtimeConfig</c>.
    /// </summary>
    public JsonObject? CapabilityArgs { get; init; }

    /// <summary>CNI_ARGS as the runtimes of Kubernetes make them.</summary>
    public static string PodArgs(string containerId, string @namespace, string name, string uid) =>
        $"IgnoreUnknown=1;K8S_POD_NAMESPACE={@namespace};K8S_POD_NAME={name};K8S_POD_INFRA_CONTAINER_ID={containerId};K8S_POD_UID={uid}";
}
