using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Protocol;

/// <summary>The network configuration of one call (CNI spec, section Execution).</summary>
public sealed class NetConf
{
    private NetConf(WireObject root, CniVersion version, string name) => (Root, Version, Name) = (root, version, name);

    /// <summary>The whole object; plugins read their own keys from it.</summary>
    public WireObject Root { get; }

    public CniVersion Version { get; }

    /// <summary>Name of the network.</summary>
    public string Name { get; }

    /// <summary>Reads standard input.</summary>
    /// <exception cref="ReasonException">InvalidNetConf or UnsupportedCniVersion.</exception>
    public static NetConf Parse(ReadOnlyMemory<byte> utf8)
    {
        var root = WireObject.Parse(utf8.Span, WireSource.NetConf);
        var version = VersionOf(root);
        var name = root.Text("name");
        return name is { Length: > 0 } && CniEnvironment.IsIdentifier(name)
            ? new NetConf(root, version, name)
            : throw root.Invalid("name", "the network's name: a letter or digit, then letters, digits, '_', '.', '-'");
    }

    /// <summary>The result of the plugins before this one, or null.</summary>
    public CniResult? ReadPrevResult() => Root.Object("prevResult") is { } result ? CniResultReader.Read(result) : null;

    /// <summary>
    /// GC: the attachments that the runtime still has (CNI spec 1.1), or null when the key is absent. The specification
    /// had a second name for it at first, which libcni still sends beside the right one.
    /// </summary>
    public IReadOnlyList<CniAttachment>? ReadValidAttachments()
    {
        if ((Root.Objects("cni.dev/valid-attachments") ?? Root.Objects("cni.dev/attachments")) is not { } items) return null;
        var attachments = new List<CniAttachment>(items.Count);
        foreach (var item in items)
        {
            attachments.Add(new CniAttachment(
                item.Text("containerID") ?? throw item.Invalid("containerID", "a text"),
                item.Text("ifname") ?? throw item.Invalid("ifname", "a text")));
        }
        return attachments;
    }

    /// <summary>As <see cref="ReadValidAttachments"/>. GC without the list would take everything away.</summary>
    /// <exception cref="ReasonException">InvalidNetConf: there is none.</exception>
    public IReadOnlyList<CniAttachment> RequireValidAttachments() => ReadValidAttachments()
        ?? throw Root.Invalid("cni.dev/valid-attachments", "the list of attachments that are still in use");

    private static CniVersion VersionOf(WireObject root)
    {
        // The specification reads an absent version as 0.1.0.
        var text = root.Text("cniVersion") is { Length: > 0 } given ? given : "0.1.0";
        return CniVersion.Find(text) ?? throw new ReasonException(Reason.UnsupportedCniVersion,
            $"cniVersion is \"{Excerpt.Of(text)}\", want one of {string.Join(", ", CniVersion.Supported)}");
    }
}
