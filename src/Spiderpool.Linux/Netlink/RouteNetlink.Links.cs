using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Makes a link.</summary>
    /// <exception cref="NetlinkException">EEXIST: the name is taken; EOPNOTSUPP: the kernel does not know the kind.</exception>
    public void AddLink(LinkSpec spec)
    {
        var kind = spec.Kind ?? throw new ArgumentException($"link {spec.Name} has no kind", nameof(spec));
        using var held = new DescriptorLease(spec.Namespace?.Descriptor);
        using var heldForPeer = new DescriptorLease((kind as VethLink)?.Peer.Namespace?.Descriptor);
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        try
        {
            LinkWriter.Create(ref writer, spec, kind);
            Socket.Execute(ref writer).ThrowIfFailed($"add {kind.Name} link {spec.Name}");
        }
        finally
        {
            writer.Dispose();
        }
        // Kernels before 6.14 set such a link up in its parent's namespace and then move it, which sets it down.
        if (spec is { Up: true, ParentNamespaceId: not null, Namespace: null }) SetLinkUp(GetLink(spec.Name).Index);
    }

    /// <summary>Changes a link.</summary>
    public void ChangeLink(int index, LinkChange change)
    {
        using var held = new DescriptorLease(change.Namespace?.Descriptor);
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        try
        {
            LinkWriter.Change(ref writer, index, change);
            Socket.Execute(ref writer).ThrowIfFailed($"change {LinkOf(index)}");
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Sets a link up.</summary>
    public void SetLinkUp(int index) => ChangeLink(index, LinkUp);

    /// <summary>Sets a link down, which removes its routes and its IPv6 addresses.</summary>
    public void SetLinkDown(int index) => ChangeLink(index, LinkDown);

    /// <summary>
    /// Deletes a link, and with it the other end of a veth. Takes about 16 ms, since the kernel waits for all readers:
    /// where many links go, delete their namespace.
    /// </summary>
    /// <returns>Whether there was such a link.</returns>
    public bool DeleteLink(int index)
    {
        if (index <= 0) return false;
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        LinkWriter.Delete(ref writer, index);
        var result = Socket.Execute(ref writer);
        if (!Deleted(result)) return false;
        result.ThrowIfFailed($"delete {LinkOf(index)}");
        return true;
    }

    /// <summary>Finds a link by its index.</summary>
    /// <returns>The link; null if there is none.</returns>
    public Link? FindLink(int index) => index > 0 ? FindLink(index, name: null) : null;

    /// <summary>Finds a link by its name or an alternative name.</summary>
    /// <returns>The link; null if there is none.</returns>
    public Link? FindLink(string name) => LinkWriter.IsPossibleName(name) ? FindLink(index: 0, name) : null;

    /// <summary>Finds a link that must be there.</summary>
    /// <exception cref="NetlinkException">ENODEV: there is none of that name.</exception>
    public Link GetLink(string name) => FindLink(name) ??
        throw new NetlinkException($"find link {name}", new NetlinkResult(Errno.ENODEV));

    /// <summary>Lists all links.</summary>
    public IReadOnlyList<Link> ListLinks()
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        LinkWriter.Get(ref writer, index: 0, name: null);
        var links = new List<Link>();
        Socket.Dump(ref writer, LinkParser.Parse, links).ThrowIfFailed($"list links");
        return links;
    }

    private static readonly LinkChange LinkUp = new() { Up = true };

    private static readonly LinkChange LinkDown = new() { Up = false };

    private Link? FindLink(int index, string? name)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        LinkWriter.Get(ref writer, index, name);
        var result = Socket.Get(ref writer, LinkParser.Parse, out var link);
        if (result.Errno == Errno.ENODEV) return null;
        result.ThrowIfFailed($"find link {name ?? $"{index}"}");
        return link;
    }
}
