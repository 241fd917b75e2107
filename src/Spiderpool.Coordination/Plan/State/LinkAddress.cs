using Spiderpool.Addressing;

namespace Spiderpool.Coordination.Plan;

/// <summary>An address of a link.</summary>
public sealed record LinkAddress(string Link, Prefix Prefix)
{
    public Address Address => Prefix.Address;

    public IPFamily Family => Prefix.Family;

    /// <summary>Whether others reach the pod by it: neither link-local nor loopback nor multicast.</summary>
    public bool IsGlobal => !Address.IsLinkLocal && !Address.IsLoopback && !Address.IsMulticast && !Address.IsUnspecified;

    public override string ToString() => $"{Prefix} on {Link}";
}
