using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// Links, addresses, routes, rules and neighbours of one network namespace, over rtnetlink(7). May be used from any
/// thread. Failures are <see cref="NetlinkException"/>s that name the operation, the object and the kernel's reason; a
/// delete gives false when there was nothing to delete.
/// </summary>
public sealed partial class RouteNetlink(NetlinkSocket socket) : IDisposable
{
    // Holds each request but those of links with many extra attributes, which go on in a pooled array.
    private const int RequestSize = 512;

    /// <summary>The socket, for requests that have no method here.</summary>
    public NetlinkSocket Socket { get; } = socket;

    /// <summary>Opens a socket in the given namespace, or in the calling thread's.</summary>
    /// <exception cref="SystemCallException">The kernel gave no socket.</exception>
    public static RouteNetlink Open(NetworkNamespace? target = null, NetlinkOptions? options = null) =>
        new(NetlinkSocket.Open(NetlinkProtocol.Route, target, options));

    public void Dispose() => Socket.Dispose();

    private static bool Deleted(NetlinkResult result) => !NetlinkException.IsNotFound(result.Errno);

    /// <summary>Name of a link for an error text.</summary>
    private string NameOf(int index) => TryGetName(index) ?? $"link {index}";

    /// <summary>As <see cref="NameOf"/>, where the name alone would not say that it is a link's.</summary>
    private string LinkOf(int index) => $"link {TryGetName(index) ?? $"{index}"}";

    private string? TryGetName(int index)
    {
        var writer = new NetlinkWriter(stackalloc byte[RequestSize]);
        LinkWriter.Get(ref writer, index, name: null);
        return Socket.Get(ref writer, LinkParser.Parse, out var link).Failed ? null : link?.Name;
    }
}
