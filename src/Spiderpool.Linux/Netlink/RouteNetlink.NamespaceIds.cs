using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Id by which this socket's namespace knows another: the one of <see cref="Link.ParentNamespaceId"/>.</summary>
    /// <returns>The id; null if none was given.</returns>
    public int? FindNamespaceId(NetworkNamespace other)
    {
        using var held = new DescriptorLease(other.Descriptor);
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NamespaceIdCodec.Get(ref writer, held.Number);
        Socket.Get(ref writer, NamespaceIdCodec.Parse, out var id).ThrowIfFailed($"find the id of namespace {other}");
        return id == NamespaceIdCodec.NotAssigned ? null : id;
    }

    /// <summary>Id by which this socket's namespace knows another, given by the kernel if there was none.</summary>
    public int EnsureNamespaceId(NetworkNamespace other)
    {
        if (FindNamespaceId(other) is { } known) return known;
        using var held = new DescriptorLease(other.Descriptor);
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        NamespaceIdCodec.Set(ref writer, held.Number, NamespaceIdCodec.NotAssigned);
        var result = Socket.Execute(ref writer);
        // Another process may have been first.
        if (result.Errno != Errno.EEXIST) result.ThrowIfFailed($"give namespace {other} an id");
        return FindNamespaceId(other)
            ?? throw new NetlinkException($"give namespace {other} an id", new NetlinkResult(Errno.ENODATA));
    }
}
