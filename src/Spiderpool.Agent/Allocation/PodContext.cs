using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>One ADD: what was asked, for which pod.</summary>
/// <param name="Args">What was asked.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Controller">Its top controller.</param>
/// <param name="IsStateful">Whether it is a StatefulSet's pod, which keeps its addresses.</param>
/// <param name="Machine">The virtual machine that keeps the addresses instead of the pod; null for other pods.</param>
internal sealed record PodContext(IpamAddArgs Args, Pod Pod, TopController Controller, bool IsStateful, string? Machine)
{
    public string Namespace => Pod.Metadata.Namespace!;

    /// <summary>Name of the endpoint: that of the pod, or of its machine.</summary>
    public string Name => Machine ?? Pod.Metadata.Name!;

    public string Uid => Pod.Metadata.Uid!;

    /// <summary><c>namespace/name</c>, as records name the holder.</summary>
    public string Key => $"{Namespace}/{Name}";

    /// <summary>Whether the addresses outlive the pod.</summary>
    public bool IsStatic => IsStateful || Machine is not null;
}
