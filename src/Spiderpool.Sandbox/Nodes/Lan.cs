using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>A bridge in a namespace of its own, with the router's addresses; each node is a port of it.</summary>
public sealed class Lan : IDisposable
{
    private const string BridgeName = "lan0";

    private readonly LanOptions _options;
    private readonly NetworkNamespace _namespace;
    private readonly RouteNetlink _netlink;
    private readonly int _bridge;

    private Lan(NetworkNamespace target, LanOptions options)
    {
        (_namespace, _options) = (target, options);
        _netlink = RouteNetlink.Open(target);
        if (_netlink.FindLink(BridgeName) is null)
        {
            _netlink.AddLink(new LinkSpec
            {
                Name = BridgeName,
                // Nobody sends queries here, without which snooping would keep NDP's multicasts back.
                Kind = new BridgeLink { MulticastSnooping = false },
                Mtu = options.Mtu,
                Up = true,
            });
        }

        _bridge = _netlink.GetLink(BridgeName).Index;
        Settle(_netlink, _bridge, options.Gateways);
    }

    /// <summary>Makes the network, or takes over what there is of it.</summary>
    /// <param name="path">Where its namespace is mounted.</param>
    /// <param name="options">Addresses, MTU.</param>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static Lan Open(string path, LanOptions options)
    {
        var target = OpenOrCreate(path);
        try
        {
            return new Lan(target, options);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Makes a node with a port on this network, or takes over what there is of it.</summary>
    /// <param name="path">Where the node's namespace is mounted.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="number">1 to 250.</param>
    public VirtualNode Attach(string path, string name, int number)
    {
        var target = OpenOrCreate(path);
        try
        {
            using var netlink = RouteNetlink.Open(target);
            if (netlink.FindLink(VirtualNode.Uplink) is null)
            {
                _netlink.AddLink(new LinkSpec
                {
                    Name = PortName(number),
                    Kind = new VethLink(new LinkSpec { Name = VirtualNode.Uplink, Namespace = target, Mtu = _options.Mtu }),
                    MasterIndex = _bridge,
                    Mtu = _options.Mtu,
                    Up = true,
                });
            }

            // One that had failed when the sandbox ended is whole again.
            Connect(number);
            var addresses = _options.NodeAddress(number).ToList();
            Settle(netlink, netlink.GetLink(VirtualNode.Uplink).Index, addresses);
            return new VirtualNode(name, target, addresses);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Pulls the cable of a node: nothing it sends arrives, and nothing reaches it. Its addresses stay.</summary>
    /// <param name="number">As in <see cref="Attach"/>.</param>
    public void Disconnect(int number) => _netlink.SetLinkDown(_netlink.GetLink(PortName(number)).Index);

    /// <summary>Plugs the cable of a node in again.</summary>
    /// <param name="number">As in <see cref="Attach"/>.</param>
    public void Connect(int number) => _netlink.SetLinkUp(_netlink.GetLink(PortName(number)).Index);

    public void Dispose()
    {
        _netlink.Dispose();
        _namespace.Dispose();
    }

    private static string PortName(int number) => $"port{number}";

    private static void Settle(RouteNetlink netlink, int link, IEnumerable<Prefix> addresses)
    {
        netlink.SetLinkUp(netlink.GetLink("lo").Index);
        netlink.SetLinkUp(link);
        foreach (var address in addresses)
            netlink.ReplaceAddress(new AddressEntry(link, address) { Flags = AddressFlags.NoDad });
    }

    private static NetworkNamespace OpenOrCreate(string path)
    {
        try
        {
            return NetworkNamespace.Open(path);
        }
        catch (SystemCallException)
        {
            // There is nothing, or what a crash or a restart of the machine left of it.
            NetworkNamespace.Delete(path);
            var created = NetworkNamespace.Create(path);
            NamespaceDefaults.Apply(created);
            return created;
        }
    }
}
