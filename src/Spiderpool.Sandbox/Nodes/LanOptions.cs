using System.Collections.Immutable;
using Spiderpool.Addressing;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>The network that joins the nodes, as that of a data centre does.</summary>
public sealed record LanOptions
{
    /// <summary>
    /// Addresses of the router with the lengths of their subnets; the first of each family also gives the nodes theirs
    /// (see <see cref="NodeAddress"/>). The network is in namespaces of its own and can overlap with any of the machine's.
    /// </summary>
    public ImmutableArray<Prefix> Gateways { get; init; } = [Prefix.Parse("10.60.0.1/16"), Prefix.Parse("fd00:60::1/64")];

    /// <summary>Largest packet in bytes.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Address of a node: 65,280 behind the start of each subnet (10.60.255.1 is that of node 1).</summary>
    /// <param name="number">1 to 250.</param>
    public IEnumerable<Prefix> NodeAddress(int number) => Gateways.DistinctBy(gateway => gateway.Family)
        .Select(gateway => new Prefix(new Address(gateway.Family, gateway.First.Value + 0xff00 + (uint)number), gateway.Length));

    /// <summary>What is wrong with the options; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var gateway in Gateways.DistinctBy(gateway => gateway.Family))
        {
            if (!gateway.Contains(new Address(gateway.Family, gateway.First.Value + 0xfffe)))
                yield return $"gateway {gateway}: its subnet has less than 65,536 addresses, the nodes have none in it";
        }

        if (Mtu is < 1280 or > 65_535)
            yield return $"MTU {Mtu}: want 1280 (the least of IPv6) to 65535";
    }
}
