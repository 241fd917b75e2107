using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Allocation;

/// <summary>One ADD: what was asked, for which pod.</summary>
internal sealed record PodContext(IpamAddArgs Args, Pod Pod, TopController Controller, bool IsStatic)
{
    public string Namespace => Pod.Metadata.Namespace!;

    public string Name => Pod.Metadata.Name!;

    public string Uid => Pod.Metadata.Uid!;

    /// <summary><c>namespace/name</c>, as records name the pod.</summary>
    public string Key => Pod.Key;
}
