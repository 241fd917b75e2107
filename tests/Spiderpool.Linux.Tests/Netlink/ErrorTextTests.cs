using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Tests.Netlink;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData(Errno.ENODEV, null, "add x: ENODEV: No such device", true, false)]
    [InlineData(Errno.EEXIST, null, "add x: EEXIST: File exists", false, true)]
    [InlineData(Errno.EINVAL, "mtu greater than device maximum", "add x: EINVAL: mtu greater than device maximum", false, false)]
    [InlineData((Errno)4095, null, "add x: 4095: Unknown error 4095", false, false)]
    public void Exception_names_operation_number_and_reason(Errno errno, string? text, string message, bool notFound, bool exists)
    {
        var error = new NetlinkException("add x", new NetlinkResult(errno, text));

        Assert.Equal((message, "add x", errno, text), (error.Message, error.Operation, error.Errno, error.Explanation));
        Assert.Equal((notFound, exists), (error.NotFound, error.AlreadyExists));
    }

    [Fact]
    public void Text_of_an_operation_is_put_together_for_a_failure_only()
    {
        var calls = 0;

        default(NetlinkResult).ThrowIfFailed($"add {Name()}");
        Assert.Equal(0, calls);

        var error = Assert.Throws<NetlinkException>(() => new NetlinkResult(Errno.EPERM).ThrowIfFailed($"add {Name()}"));
        Assert.Equal((1, "add eth0: EPERM: Operation not permitted"), (calls, error.Message));

        string Name()
        {
            calls++;
            return "eth0";
        }
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8 table 254")]
    [InlineData("0.0.0.0/0", "default (IPv4) table 254")]
    [InlineData("::/0", "default (IPv6) table 254")]
    public void Route_prints_as_ip_route_writes_it(string destination, string expected)
    {
        var entry = new RouteEntry(Prefix.Parse(destination));

        Assert.Equal(expected, entry.ToString());
        Assert.Equal("Blackhole " + expected, (entry with { Kind = RouteKind.Blackhole }).ToString());
    }

    [Fact]
    public void Route_prints_what_tells_it_from_others() => Assert.Equal(
        "10.9.0.0/16 via 10.0.0.1 src 10.0.0.5 over 2 next hops metric 7 table 100",
        new RouteEntry(Prefix.Parse("10.9.1.1/16"))
        {
            Gateway = Address.Parse("10.0.0.1"),
            Source = Address.Parse("10.0.0.5"),
            NextHops = [new NextHop(null, 1), new NextHop(null, 2)],
            Priority = 7,
            Table = 100,
        }.ToString());

    [Fact]
    public void Rule_prints_as_ip_rule_writes_it()
    {
        Assert.Equal("from all lookup 254 (IPv4)", new RuleEntry(IPFamily.IPv4).ToString());
        Assert.Equal("5: not from fd00::/64 to fd01::/64 fwmark 0x10/0xf0 iif eth0 oif net1 Blackhole (IPv6)",
            new RuleEntry(IPFamily.IPv6)
            {
                Priority = 5,
                Not = true,
                From = Prefix.Parse("fd00::/64"),
                To = Prefix.Parse("fd01::/64"),
                Mark = 0x10,
                MarkMask = 0xF0,
                InputLink = "eth0",
                OutputLink = "net1",
                Action = RuleAction.Blackhole,
            }.ToString());
    }
}
