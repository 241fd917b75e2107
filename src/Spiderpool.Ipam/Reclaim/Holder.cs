using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Reclaim;

/// <summary>One record of a pool: who holds an address.</summary>
/// <param name="Pool">Name of the pool.</param>
/// <param name="Address">The address.</param>
/// <param name="Pod"><c>namespace/name</c>; of the virtual machine for a KubeVirt pod.</param>
/// <param name="PodUid">UID of the pod that the address was given to. It never comes back once the pod is gone.</param>
public sealed record Holder(string Pool, Address Address, string Pod, string PodUid)
{
    public string Namespace => Pod.IndexOf('/') is > 0 and var slash ? Pod[..slash] : "";

    public string Name => Pod[(Pod.IndexOf('/') + 1)..];
}
