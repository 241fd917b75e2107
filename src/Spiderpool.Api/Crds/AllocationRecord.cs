using System.Text.Json.Serialization;

namespace Spiderpool.Api.Crds;

/// <summary>
/// Holder of one address, a value in <see cref="SpiderIPPoolStatus.AllocatedIPs"/>. Identity is the pod UID with the
/// interface; records of the original have no interface.
/// </summary>
/// <param name="Pod"><c>namespace/name</c> of the pod (of the VMI for a KubeVirt virtual machine).</param>
/// <param name="PodUid">UID of the pod that holds the address now.</param>
/// <param name="Nic">Interface in the pod; null in records that the original wrote.</param>
public sealed record AllocationRecord(string Pod, string PodUid, [property: JsonPropertyOrder(1)] string? Nic)
{
    public string Pod { get; init; } = Pod ?? "";

    public string PodUid { get; init; } = PodUid ?? "";
}
