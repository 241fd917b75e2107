using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Linux.Tests.Sysctl;

public sealed class SysctlNameTests
{
    [Theory]
    [InlineData("net.ipv4.ip_forward", "net/ipv4/ip_forward")]
    [InlineData("net/ipv4/ip_forward", "net/ipv4/ip_forward")]
    [InlineData("net.ipv4.conf.eth0/100.rp_filter", "net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net/ipv4/conf/eth0.100/rp_filter", "net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net.ipv4.conf.a/b/c.rp_filter", "net/ipv4/conf/a.b.c/rp_filter")]
    public void Name_is_read_as_sysctl_reads_it(string text, string path)
    {
        Assert.Equal(path, SysctlName.Parse(text).Path);
        Assert.Equal(path, SysctlName.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hostname")]
    [InlineData("net..ipv4")]
    [InlineData(".net.ipv4")]
    [InlineData("net.ipv4.")]
    [InlineData("/etc/passwd")]
    [InlineData("net/../../etc/passwd")]
    [InlineData("net.//.//.etc")]
    [InlineData("net/./ipv4")]
    [InlineData("net.ipv4.ip forward")]
    [InlineData("net.ipv4.ip_forward\n")]
    [InlineData("net.ipv4.ip\0forward")]
    public void Name_that_could_leave_the_tree_is_refused(string text)
    {
        Assert.False(SysctlName.TryParse(text, out var name));
        Assert.Null(name);
        Assert.Throws<FormatException>(() => SysctlName.Parse(text));
    }

    [Fact]
    public void Long_name_is_refused_with_a_short_error()
    {
        var error = Assert.Throws<FormatException>(() => SysctlName.Parse("net." + new string('x', 1_000_000)));

        Assert.InRange(error.Message.Length, 80, 200);
    }

    [Fact]
    public void Accepted_name_has_only_safe_parts() => Gen.String[Gen.Char["./ab\n \0"], 0, 12].Sample(text =>
    {
        if (!SysctlName.TryParse(text, out var name)) return;
        Assert.StartsWith("/proc/sys/", Path.GetFullPath("/proc/sys/" + name.Path), StringComparison.Ordinal);
        Assert.Equal("/proc/sys/" + name.Path, Path.GetFullPath("/proc/sys/" + name.Path));
    });

    [Fact]
    public void Names_of_links_keep_their_dots()
    {
        Assert.Equal("net/ipv4/conf/eth0.100/rp_filter", SysctlName.OfLink(IPFamily.IPv4, "eth0.100", "rp_filter").Path);
        Assert.Equal("net/ipv6/conf/all/forwarding", SysctlName.OfLink(IPFamily.IPv6, "all", "forwarding").Path);
        Assert.Equal("net/ipv6/neigh/eth0/gc_stale_time", SysctlName.OfNeighbours(IPFamily.IPv6, "eth0", "gc_stale_time").Path);
        Assert.Equal(SysctlName.Parse("net.ipv4.conf.eth0/100.rp_filter"),
            SysctlName.OfLink(IPFamily.IPv4, "eth0.100", "rp_filter"));
    }

    [Theory]
    [InlineData("..", "rp_filter")]
    [InlineData(".", "rp_filter")]
    [InlineData("", "rp_filter")]
    [InlineData("a/b", "rp_filter")]
    [InlineData("eth0", "../../all/rp_filter")]
    [InlineData("eth0", "")]
    public void Link_or_key_that_is_no_part_of_a_path_is_refused(string link, string key)
    {
        Assert.Throws<FormatException>(() => SysctlName.OfLink(IPFamily.IPv4, link, key));
        Assert.Throws<FormatException>(() => SysctlName.OfNeighbours(IPFamily.IPv6, link, key));
    }
}
