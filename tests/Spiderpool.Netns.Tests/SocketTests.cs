using System.Net;
using System.Net.Sockets;
using Spiderpool.Linux;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests;

public sealed class SocketTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2")]
    [InlineData("fd00::1", "fd00::2")]
    public async Task Sockets_of_two_namespaces_talk_from_the_thread_pool_of_this_process(string client, string server)
    {
        var (left, right) = fixture.CreatePair();
        left.AddAddress("eth0", $"{client}/24");
        right.AddAddress("eth0", $"{server}/24");
        using var listener = right.Namespace.Listen(new IPEndPoint(IPAddress.Parse(server), 0));
        var family = IPAddress.Parse(client).AddressFamily;
        using var socket = left.Namespace.OpenSocket(family, SocketType.Stream);

        var accepting = listener.AcceptAsync(TestContext.Current.CancellationToken);
        await socket.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        using var accepted = await accepting;
        await socket.SendAsync("ping"u8.ToArray(), TestContext.Current.CancellationToken);
        var buffer = new byte[16];
        var length = await accepted.ReceiveAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal("ping"u8, buffer.AsSpan(0, length));
        Assert.Equal(IPAddress.Parse(client), ((IPEndPoint)accepted.RemoteEndPoint!).Address);
    }

    [Fact]
    public void Address_that_the_namespace_lacks_cannot_be_listened_on()
    {
        var test = fixture.CreateWithLink();

        var error = Assert.Throws<SocketException>(() => test.Namespace.Listen(new IPEndPoint(IPAddress.Parse("10.0.0.77"), 0)));

        Assert.Equal(SocketError.AddressNotAvailable, error.SocketErrorCode);
    }

    [Fact]
    public void Socket_that_the_kernel_refuses_says_why()
    {
        var test = fixture.Create();

        var error = Assert.Throws<SystemCallException>(() =>
            test.Namespace.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp));

        Assert.Equal(Errno.EPROTONOSUPPORT, error.Errno);
        Assert.StartsWith("open a socket of family 2: EPROTONOSUPPORT: ", error.Message, StringComparison.Ordinal);
    }
}
