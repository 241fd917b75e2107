using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// A netlink socket of one network namespace, for as long as it is open: it may be used from any thread, one request at
/// a time (a lock orders them). Each call ends within <see cref="NetlinkOptions.Timeout"/>.
/// </summary>
public sealed partial class NetlinkSocket : IDisposable
{
    // What the kernel fills at most with one read of a dump.
    private const int InitialReceiveSize = 32 * 1024;

    private readonly Lock _exclusive = new();
    private readonly SafeDescriptor _descriptor;
    private readonly NetlinkOptions _options;
    private byte[] _received = GC.AllocateUninitializedArray<byte>(InitialReceiveSize);
    private uint _sequence;

    /// <summary>Takes over a socket; what is at its other end is the kernel.</summary>
    internal NetlinkSocket(SafeDescriptor descriptor, NetlinkOptions options) =>
        (_descriptor, _options) = (descriptor, options);

    /// <summary>Opens a socket in the given namespace, or in the calling thread's.</summary>
    /// <exception cref="SystemCallException">The kernel gave no socket.</exception>
    public static NetlinkSocket Open(
        NetlinkProtocol protocol, NetworkNamespace? target = null, NetlinkOptions? options = null)
    {
        options ??= NetlinkOptions.Default;
        var descriptor = NamespaceThread.OpenSocket(
            target, Native.FamilyNetlink, Native.SocketRaw | Native.SocketCloseOnExec, (int)protocol);
        try
        {
            Configure(descriptor, options);
            return new NetlinkSocket(descriptor, options);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static unsafe void Configure(SafeDescriptor descriptor, NetlinkOptions options)
    {
        // Kernels before 4.20 lack the last of these; all work without, with poorer messages and unfiltered dumps.
        Libc.SetSocketOption(descriptor, Native.LevelNetlink, Native.NetlinkExtAck, 1);
        Libc.SetSocketOption(descriptor, Native.LevelNetlink, Native.NetlinkCapAck, 1);
        Libc.SetSocketOption(descriptor, Native.LevelNetlink, Native.NetlinkGetStrictCheck, 1);
        // The forced option needs CAP_NET_ADMIN; without it the system's limit cuts the size.
        if (options.ReceiveBufferSize > 0 &&
            Libc.SetSocketOption(descriptor, Native.LevelSocket, Native.ReceiveBufferForce, options.ReceiveBufferSize) < 0)
            Libc.SetSocketOption(descriptor, Native.LevelSocket, Native.ReceiveBuffer, options.ReceiveBufferSize);

        var address = new NetlinkSocketAddress { Family = Native.FamilyNetlink };
        if (Libc.Bind(descriptor, &address, (uint)sizeof(NetlinkSocketAddress)) < 0)
            throw SystemCallException.FromLastError("bind a netlink socket");
    }
}
