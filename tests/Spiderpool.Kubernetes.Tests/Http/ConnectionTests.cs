using System.Net;
using System.Net.Sockets;
using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Http;

/// <summary>The real transport, to servers that misbehave.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Port_without_a_server_is_refused_and_nothing_was_done()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Dispose();
        using var client = new KubernetesClient(new KubernetesClientOptions { Server = new Uri($"http://127.0.0.1:{port}") });

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            client.DeleteAsync<Namespace>(null, "a", null, Cancelled));

        Assert.StartsWith($"delete namespaces a: cannot connect to http://127.0.0.1:{port}/: ", error.Message,
            StringComparison.Ordinal);
        Assert.Equal((true, false), (error.IsTransient, error.MayHaveBeenApplied));
        Assert.False(await client.IsReadyAsync(Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task Server_that_hangs_up_is_a_lost_connection(string answer)
    {
        using var file = new TempFile("");
        File.Delete(file.Path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(file.Path));
        listener.Listen();
        var serving = ServeOnceAsync(listener, answer);
        using var client = new KubernetesClient(new KubernetesClientOptions
        {
            Server = new Uri("http://api"),
            UnixSocket = file.Path,
        });

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.CreateAsync(Objects.Object("a", 1), Cancelled));

        Assert.StartsWith("create namespaces: connection lost to http://api/: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.MayHaveBeenApplied);
        await serving;
    }

    private static async Task ServeOnceAsync(Socket listener, string answer)
    {
        using var connection = await listener.AcceptAsync(Cancelled);
        var buffer = new byte[4096];
        var length = 0;
        while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("}}", StringComparison.Ordinal))
            length += await connection.ReceiveAsync(buffer.AsMemory(length), Cancelled);
        await connection.SendAsync(Encoding.ASCII.GetBytes(answer), Cancelled);
    }
}
