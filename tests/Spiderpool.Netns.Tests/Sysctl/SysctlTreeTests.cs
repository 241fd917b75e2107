using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Sysctl;

public sealed class SysctlTreeTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void Written_parameter_reads_back_and_sysctl_agrees()
    {
        var test = fixture.Create();
        var tree = new SysctlTree(test.Namespace);
        var name = SysctlName.Parse("net.ipv4.ip_local_port_range");

        tree.Write(name, "40000 50000");

        Assert.Equal("40000\t50000", tree.Read(name));
        Assert.Equal("40000\t50000", test.Execute("sysctl", "-n", "net.ipv4.ip_local_port_range").Trim());
    }

    [Theory]
    [InlineData(IPFamily.IPv4, "rp_filter", 2)]
    [InlineData(IPFamily.IPv6, "accept_ra", 0)]
    public void Link_with_dots_in_its_name_is_found(IPFamily family, string key, int value)
    {
        var test = fixture.Create();
        test.Netlink.AddLink(new LinkSpec { Name = "eth0.100", Kind = new VethLink(new LinkSpec { Name = "peer0" }) });
        var tree = new SysctlTree(test.Namespace);
        var name = SysctlName.OfLink(family, "eth0.100", key);

        tree.Write(name, value);

        Assert.Equal($"{value}", tree.Read(name));
        Assert.Equal(tree.Read(name),
            tree.Read(SysctlName.Parse($"net.{(family == IPFamily.IPv4 ? "ipv4" : "ipv6")}.conf.eth0/100.{key}")));
        Assert.Equal($"{value}", test.Execute("sysctl", "-n", name.Path).Trim());
        Assert.NotEqual($"{value}", tree.Read(SysctlName.OfLink(family, "peer0", key)));
    }

    [Theory]
    [InlineData(IPFamily.IPv4)]
    [InlineData(IPFamily.IPv6)]
    public void Parameter_of_a_links_neighbours_is_found(IPFamily family)
    {
        var test = fixture.CreateWithLink();
        var tree = new SysctlTree(test.Namespace);
        var name = SysctlName.OfNeighbours(family, "eth0", "gc_stale_time");

        tree.Write(name, 77);

        Assert.Equal("77", test.Execute("sysctl", "-n", name.Path).Trim());
        Assert.Equal("60", tree.Read(SysctlName.OfNeighbours(family, "peer0", "gc_stale_time")));
    }

    [Fact]
    public void Each_namespace_has_its_own_value()
    {
        var (one, two) = (new SysctlTree(fixture.Create().Namespace), new SysctlTree(fixture.Create().Namespace));
        var name = SysctlName.Parse("net.ipv4.ip_forward");
        var here = new SysctlTree().Read(name);

        one.Write(name, 1);
        two.Write(name, 0);

        Assert.Equal(("1", "0", here), (one.Read(name), two.Read(name), new SysctlTree().Read(name)));
    }

    [Fact]
    public void Missing_parameter_and_missing_link_say_which()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);
        var (missing, noLink) = (SysctlName.Parse("net.ipv4.no_such_thing"),
            SysctlName.OfLink(IPFamily.IPv4, "eth9", "rp_filter"));

        var read = Assert.Throws<SystemCallException>(() => tree.Read(missing));
        var write = Assert.Throws<SystemCallException>(() => tree.Write(noLink, 1));

        Assert.Equal((Errno.ENOENT, "read sysctl net/ipv4/no_such_thing: ENOENT: No such file or directory"),
            (read.Errno, read.Message));
        Assert.Equal((Errno.ENOENT, "write sysctl net/ipv4/conf/eth9/rp_filter=1: ENOENT: No such file or directory"),
            (write.Errno, write.Message));
    }

    [Fact]
    public void Value_that_the_kernel_does_not_take_is_refused()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);

        var error = Assert.Throws<SystemCallException>(() => tree.Write(SysctlName.Parse("net.ipv4.ip_forward"), "yes"));

        Assert.Equal((Errno.EINVAL, "write sysctl net/ipv4/ip_forward=yes: EINVAL: Invalid argument"),
            (error.Errno, error.Message));
    }

    [Fact]
    public void Read_only_parameter_is_refused()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);
        var name = SysctlName.Parse("net.ipv4.tcp_available_congestion_control");
        Assert.NotEmpty(tree.Read(name));

        var error = Assert.Throws<SystemCallException>(() => tree.Write(name, "reno"));

        Assert.Equal(Errno.EACCES, error.Errno);
    }

    [Fact]
    public void Folder_is_no_parameter()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);

        Assert.Equal(Errno.EISDIR, Assert.Throws<SystemCallException>(() => tree.Read(SysctlName.Parse("net.ipv4"))).Errno);
        Assert.Equal(Errno.EISDIR, Assert.Throws<SystemCallException>(() => tree.Write(SysctlName.Parse("net.ipv4"), "1")).Errno);
    }

    [Fact]
    public void Value_longer_than_a_parameter_is_refused_before_the_kernel_is_asked()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);

        Assert.Throws<ArgumentException>(() => tree.Write(SysctlName.Parse("net.ipv4.ip_forward"), new string('1', 4096)));
    }

    [Fact]
    public void Missing_link_is_not_confused_with_a_pattern()
    {
        var tree = new SysctlTree(fixture.Create().Namespace);

        Assert.Throws<FormatException>(() => SysctlName.OfLink(IPFamily.IPv4, "..", "rp_filter"));
        Assert.Equal(Errno.ENOENT,
            Assert.Throws<SystemCallException>(() => tree.Read(SysctlName.OfLink(IPFamily.IPv4, "*", "rp_filter"))).Errno);
    }
}
