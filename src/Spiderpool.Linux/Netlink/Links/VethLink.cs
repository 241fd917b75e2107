namespace Spiderpool.Linux.Netlink;

/// <summary>A veth pair.</summary>
/// <param name="Peer">
/// The other end, which may be in another namespace; its kind is not read. It cannot be up from the start: the kernel
/// configures it before the two ends are joined.
/// </param>
public sealed record VethLink(LinkSpec Peer) : LinkKind("veth")
{
    protected internal override void WriteData(ref NetlinkWriter writer)
    {
        if (Peer.Up) throw new ArgumentException($"veth peer {Peer.Name} can only be set up after it was made");
        var peer = writer.BeginNested(LinkAttribute.VethPeer);
        writer.Append(new LinkHeader { Index = Peer.Index });
        LinkWriter.WriteAttributes(ref writer, Peer, kind: null);
        writer.EndNested(peer);
    }
}
