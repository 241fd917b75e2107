using Spiderpool.Linux;
using Spiderpool.Linux.Probes.Frames;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>
/// A pod's namespace with an interface eth0 that is down, as macvlan leaves it to its IPAM plugin, and the host at the
/// other end.
/// </summary>
internal sealed class Lan : IDisposable
{
    private readonly NetnsFixture _namespaces = new();
    private readonly FrameTap _tap;

    public Lan()
    {
        (Pod, Peer) = _namespaces.CreatePair();
        _tap = new FrameTap(Peer);
        Pod.Netlink.SetLinkDown(Pod.IndexOf("eth0"));
    }

    public TestNamespace Pod { get; }

    public TestNamespace Peer { get; }

    public MacAddress PeerMac => Peer.MacOf("eth0");

    public bool PodLinkIsUp => Pod.Netlink.GetLink("eth0").IsUp;

    public CniVariables Variables(string verb) => CniVariables.Of(verb).In(Pod.Namespace.Path, "eth0");

    /// <summary>What the plugin has sent until now, each kind once, in the order of their first frames.</summary>
    public List<string> Seen()
    {
        var seen = new List<string>();
        // A frame is queued at the receiver before its send returns.
        while (_tap.Next(TimeSpan.Zero) is { } frame)
        {
            if (Describe(frame) is { } text && !seen.Contains(text)) seen.Add(text);
        }
        return seen;
    }

    public void SetPodLinkUp()
    {
        Pod.Netlink.SetLinkUp(Pod.IndexOf("eth0"));
        Pod.AwaitCarrier("eth0");
    }

    public void Dispose()
    {
        _tap.Dispose();
        _namespaces.Dispose();
    }

    private static string? Describe(byte[] frame)
    {
        if (ArpPacket.TryParse(frame, out var arp))
        {
            return arp.Sender.IsUnspecified ? $"probe {arp.Target}"
                : arp.Sender == arp.Target ? $"announce {arp.Target} by {arp.Operation}"
                : $"{arp.Sender} asks for {arp.Target}";
        }
        // The kernel itself speaks for the link-local address.
        if (!NeighbourMessage.TryParse(frame, out var message) || message.Target.IsLinkLocal) return null;
        return message.IsProbe ? $"probe {message.Target}"
            : message.Kind == NeighbourMessageKind.Advertisement ? $"announce {message.Target}"
            : $"{message.Source} asks for {message.Target}";
    }
}
