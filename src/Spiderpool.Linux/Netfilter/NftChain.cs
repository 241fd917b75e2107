namespace Spiderpool.Linux.Netfilter;

/// <summary>A chain at a hook, which lets pass what its rules do not decide on.</summary>
/// <param name="Name">Name, at most 128 bytes.</param>
/// <param name="Type">filter; or route, which routes a packet of this host again after its mark has changed.</param>
/// <param name="Hook">Where packets come by.</param>
/// <param name="Priority">Order among the chains of a hook, the lowest first.</param>
/// <param name="Rules">Rules in their order.</param>
public sealed record NftChain(string Name, string Type, NftHook Hook, int Priority, IReadOnlyList<NftRule> Rules)
{
    /// <summary>Priority of the packet's changes (NF_IP_PRI_MANGLE): after connection tracking, before routing and NAT.</summary>
    public const int Mangle = -150;

    public override string ToString() =>
        string.Join('\n', [$"chain {Name} {{ type {Type} hook {Hook} priority {Priority} }}", .. Rules.Select(rule => $"  {rule}")]);
}
