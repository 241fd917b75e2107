using System.Net;
using System.Net.Sockets;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Coordination;

/// <summary>TCP connections between namespaces.</summary>
internal static class Reach
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Whether a client gets through to a server and hears its answer.</summary>
    /// <param name="client">Where the client is.</param>
    /// <param name="to">Address that it connects to.</param>
    /// <param name="server">Where the server listens, on port 80 of all addresses.</param>
    /// <param name="from">Address of the client; the kernel's choice if null.</param>
    /// <param name="port">Port that the client connects to.</param>
    /// <param name="limit">Longest wait; less where nobody is expected.</param>
    /// <returns>The address by which the server sees the client; "nobody" if nothing comes through.</returns>
    public static async Task<string> Async(
        TestNamespace client, string to, TestNamespace server, string? from = null, int port = 80, TimeSpan? limit = null)
    {
        var target = IPAddress.Parse(to);
        var any = target.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        using var listener = server.Namespace.Listen(new IPEndPoint(any, 80));
        using var socket = client.Namespace.OpenSocket(target.AddressFamily, SocketType.Stream);
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ending.CancelAfter(limit ?? Limit);
        try
        {
            var accepting = listener.AcceptAsync(ending.Token);
            await socket.ConnectAsync(new IPEndPoint(target, port), ending.Token);
            using var accepted = await accepting;
            await accepted.SendAsync("hello"u8.ToArray(), ending.Token);
            var count = await socket.ReceiveAsync(new byte[16], ending.Token);
            return count == 5 ? $"{((IPEndPoint)accepted.RemoteEndPoint!).Address}" : "nobody";
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return "nobody";
        }
    }
}
