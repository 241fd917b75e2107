using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Ledger;

/// <summary>One wish about the records of a pool. Identity is the pod UID with the interface, never a name alone.</summary>
public abstract record LedgerRequest
{
    private LedgerRequest()
    {
    }

    /// <summary>An address for (pod UID, interface). Idempotent: the record that is there already is the answer.</summary>
    /// <param name="Pod"><c>namespace/name</c> for the record.</param>
    /// <param name="PodUid">UID of the pod.</param>
    /// <param name="Nic">Interface in the pod.</param>
    public sealed record Grant(string Pod, string PodUid, string Nic) : LedgerRequest;

    /// <summary>Frees the record of (pod UID, interface), or each record of the UID when the interface is null.</summary>
    public sealed record Release(string PodUid, string? Nic) : LedgerRequest
    {
        /// <summary>Addresses that stay all the same: a successor of the pod is to get them.</summary>
        public IReadOnlyCollection<Address> Kept { get; init; } = [];
    }

    /// <summary>Frees one address if the UID holds it.</summary>
    public sealed record ReleaseAddress(string PodUid, Address Address) : LedgerRequest;

    /// <summary>
    /// Hands the address of a pod to its successor of the same name (static pods, spec/ipam.md 6.1), or confirms it to the
    /// one that holds it. A record that is missing is made anew if the address may still be given out.
    /// </summary>
    public sealed record Rebind(string Pod, string Nic, Address Address, string NewPodUid) : LedgerRequest
    {
        /// <summary>
        /// UIDs that the address may be taken from; none to confirm what the pod holds. A predecessor is one that was seen
        /// before the API server said that the pod has the new UID: so no late request takes an address from a successor.
        /// </summary>
        public IReadOnlyCollection<string> Predecessors { get; init; } = [];
    }
}
