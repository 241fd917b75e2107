using Spiderpool.Addressing;
using Spiderpool.Model.Tests.Invariants;
using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>What the pod's author asked for one interface: one address of one of the pools, per family that has pools.</summary>
internal sealed record InterfacePlan(string Name, IReadOnlyList<string> IPv4Pools, IReadOnlyList<string> IPv6Pools)
{
    /// <exception cref="ViolationException">The interface did not get that.</exception>
    public void Check(string pod, IReadOnlyList<HeldAddress> held)
    {
        Check(pod, held, IPFamily.IPv4, IPv4Pools);
        Check(pod, held, IPFamily.IPv6, IPv6Pools);
    }

    private void Check(string pod, IReadOnlyList<HeldAddress> held, IPFamily family, IReadOnlyList<string> pools)
    {
        var got = held.Where(address => address.Address.Family == family).ToList();
        if (got.Count == (pools.Count > 0 ? 1 : 0) && got.TrueForAll(address => pools.Contains(address.Pool))) return;
        throw new ViolationException("each interface gets what was asked for it",
            $"{pod} {Name} {family} of [{string.Join(", ", pools)}] got [{string.Join(", ", got)}]");
    }
}
