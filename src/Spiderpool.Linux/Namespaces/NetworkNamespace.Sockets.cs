using System.Net;
using System.Net.Sockets;
using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

public sealed partial class NetworkNamespace
{
    /// <summary>Opens a socket inside the namespace; it may be used, also asynchronously, from any thread.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="type">Stream, datagram or raw.</param>
    /// <param name="protocol">Protocol number, or unspecified for the usual one.</param>
    /// <exception cref="SystemCallException">The namespace cannot be entered, or gives no socket.</exception>
    public Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol = ProtocolType.Unspecified)
    {
        var native = family == AddressFamily.InterNetworkV6 ? Native.FamilyIPv6 : Native.FamilyIPv4;
        using var descriptor = NamespaceThread.OpenSocket(this, native, (int)type | Native.SocketCloseOnExec, (int)protocol);
        var handle = new SafeSocketHandle(descriptor.DangerousGetHandle(), ownsHandle: true);
        descriptor.SetHandleAsInvalid();
        return new Socket(handle);
    }

    /// <summary>Opens a listening TCP socket inside the namespace.</summary>
    /// <exception cref="SocketException">The address is not of the namespace, or is in use.</exception>
    /// <exception cref="SystemCallException">The namespace cannot be entered, or gives no socket.</exception>
    public Socket Listen(IPEndPoint endPoint, int backlog = 512)
    {
        var socket = OpenSocket(endPoint.AddressFamily, SocketType.Stream);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            socket.Listen(backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
