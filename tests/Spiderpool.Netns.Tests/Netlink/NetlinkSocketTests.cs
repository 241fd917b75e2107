using System.Runtime.InteropServices;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Netlink;

public sealed class NetlinkSocketTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void One_socket_serves_many_threads()
    {
        const int Threads = 8;
        const int Each = 50;
        var test = fixture.CreateWithLink();
        var eth0 = test.IndexOf("eth0");

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var i = 0; i < Each; i++)
            {
                var entry = new AddressEntry(eth0, Prefix.Parse($"10.1.{thread}.{i}/32"));
                test.Netlink.AddAddress(entry);
                Assert.Contains(test.Netlink.ListAddresses(eth0, IPFamily.IPv4), found => found.Prefix == entry.Prefix);
                Assert.Equal("eth0", test.Netlink.FindLink(eth0)!.Name);
                Assert.Null(test.Netlink.FindLink("nope"));
                Assert.True(Assert.Throws<NetlinkException>(() => test.Netlink.AddAddress(entry)).AlreadyExists);
                if (i % 2 == 1) Assert.True(test.Netlink.DeleteAddress(entry));
            }
        });

        var left = test.IpOne("-4", "address", "show", "dev", "eth0").GetProperty("addr_info").EnumerateArray()
            .Select(address => address.GetProperty("local").GetString());
        Assert.Equal(Threads * Each / 2, left.Count(address => address!.StartsWith("10.1.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Batch_goes_on_after_a_refused_request()
    {
        var test = fixture.Create();
        var results = new NetlinkResult[4];
        var writer = new NetlinkWriter(stackalloc byte[1024]);
        foreach (var prefix in (string[])["10.0.0.1/24", "10.0.0.1/24", "10.0.0.2/24"])
            AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create | NetlinkFlags.Exclusive,
                new AddressEntry(1, Prefix.Parse(prefix)));
        AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create,
            new AddressEntry(77, Prefix.Parse("10.0.0.3/24")));

        test.Netlink.Socket.Execute(ref writer, results);

        Assert.Equal([default, new NetlinkResult(Errno.EEXIST, "ipv4: Address already assigned"), default], results[..3]);
        Assert.Equal(Errno.ENODEV, results[3].Errno);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], test.IpOne("address", "show", "dev", "lo").GetProperty("addr_info")
            .EnumerateArray()
            .Select(address => address.GetProperty("local").GetString()));
    }

    [Fact]
    public void Answers_that_overflow_a_small_receive_buffer_are_reported_as_lost()
    {
        var test = fixture.Create();
        using var small = NetlinkSocket.Open(NetlinkProtocol.Route, test.Namespace, new NetlinkOptions { ReceiveBufferSize = 1 });
        var results = new NetlinkResult[NetlinkSocket.MaxBatch];
        var writer = new NetlinkWriter(new byte[8192]);
        for (var i = 0; i < results.Length; i++)
            AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create,
                new AddressEntry(1, Prefix.Parse($"10.0.0.{i + 1}/24")));

        small.Execute(ref writer, results);

        var lost = results.SkipWhile(result => !result.Failed).ToArray();
        Assert.NotEmpty(lost);
        Assert.All(lost, result => Assert.Equal(Errno.ENOBUFS, result.Errno));
        Assert.Equal(NetlinkSocket.MaxBatch, test.Netlink.ListAddresses(1).Count);
        // The socket is as good as before.
        using var netlink = new RouteNetlink(small);
        Assert.Equal(NetlinkSocket.MaxBatch, netlink.ListAddresses(1).Count);
        Assert.True(netlink.DeleteAddress(new AddressEntry(1, Prefix.Parse("10.0.0.1/24"))));
    }

    [Fact]
    public void Full_batch_fits_in_the_default_receive_buffer()
    {
        var test = fixture.Create();
        var results = new NetlinkResult[NetlinkSocket.MaxBatch];
        var writer = new NetlinkWriter(new byte[8192]);
        for (var i = 0; i < results.Length; i++)
            AddressCodec.Write(ref writer, RouteMessageType.NewAddress, NetlinkFlags.Create | NetlinkFlags.Exclusive,
                new AddressEntry(1, Prefix.Parse("10.0.0.1/24")));

        test.Netlink.Socket.Execute(ref writer, results);

        Assert.False(results[0].Failed);
        Assert.All(results[1..], result => Assert.Equal(Errno.EEXIST, result.Errno));
    }

    [Fact]
    public void Message_of_another_process_is_not_taken_for_the_kernels()
    {
        var test = fixture.Create();
        using var forger = NamespaceThread.OpenSocket(test.Namespace, Native.FamilyNetlink,
            Native.SocketRaw | Native.SocketCloseOnExec, 0);
        var ports = test.Namespace.Run(() => File.ReadAllLines("/proc/thread-self/net/netlink")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[1] == "0" && columns[2] != "0").Select(columns => uint.Parse(columns[2])).ToList();
        Assert.NotEmpty(ports);
        var sent = 0;
        foreach (var port in ports)
        {
            // Whatever its next requests are: refused.
            for (var sequence = 1u; sequence <= 8; sequence++)
            {
                if (Forge(forger, port, sequence)) sent++;
            }
        }
        Assert.True(sent >= 8, $"{sent} messages were sent to {string.Join(", ", ports)}");

        test.Netlink.AddAddress(new AddressEntry(1, Prefix.Parse("10.0.0.1/24")));

        Assert.Equal("10.0.0.1", test.Netlink.ListAddresses(1)[0].Prefix.Address.ToString());
    }

    [Fact]
    public void Closed_socket_says_so()
    {
        var netlink = RouteNetlink.Open(fixture.Create().Namespace);
        netlink.Dispose();
        netlink.Dispose();

        Assert.Throws<ObjectDisposedException>(() => netlink.ListLinks());
    }

    [Fact]
    public void Netlink_family_that_does_not_exist_is_refused() =>
        Assert.Equal(Errno.EPROTONOSUPPORT,
            Assert.Throws<SystemCallException>(() => NetlinkSocket.Open((NetlinkProtocol)30)).Errno);

    private static unsafe bool Forge(SafeDescriptor socket, uint port, uint sequence)
    {
        var address = new NetlinkSocketAddress { Family = Native.FamilyNetlink, Port = port };
        Span<byte> message = stackalloc byte[NetlinkHeader.Size + sizeof(int) + NetlinkHeader.Size];
        message.Clear();
        MemoryMarshal.Write(message,
            new NetlinkHeader { Length = (uint)message.Length, Type = NetlinkAcknowledgement.ErrorType, Sequence = sequence });
        MemoryMarshal.Write(message[NetlinkHeader.Size..], -(int)Errno.EPERM);
        fixed (byte* data = message)
            return Libc.SendTo(socket, data, (nuint)message.Length, 0, &address,
                (uint)sizeof(NetlinkSocketAddress)) == message.Length;
    }
}
