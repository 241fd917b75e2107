namespace Spiderpool.Ipam.Selection;

/// <summary>One interface to allocate for now.</summary>
/// <param name="Nic">Interface in the pod; the item's number as text when unnamed.</param>
/// <param name="CleanGateway">Whether the pool's gateway must not become the default route.</param>
/// <param name="Families">Wanted families, IPv4 first; each needs an address.</param>
/// <param name="IsUnnamed">An item of "ippools" without interface: the n-th ADD of the pod claims it.</param>
/// <param name="Index">Place in the "ippools" annotation, from 0; 0 for other sources.</param>
public sealed record InterfaceCandidates(
    string Nic, bool CleanGateway, IReadOnlyList<FamilyCandidates> Families, bool IsUnnamed, int Index);
