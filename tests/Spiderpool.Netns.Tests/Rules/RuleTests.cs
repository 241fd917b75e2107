using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Rules;

public sealed class RuleTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private const uint Priority = 1000;

    [Theory]
    [InlineData("10.0.0.5/32", "10.0.0.5", null)]
    [InlineData("10.1.0.0/16", "10.1.0.0", 16)]
    [InlineData("fd00::5/128", "fd00::5", null)]
    [InlineData("fd01::/32", "fd01::", 32)]
    public void Rule_by_source_or_destination_reads_back_and_ip_agrees(string prefix, string address, int? length)
    {
        var (test, selector) = (fixture.Create(), Prefix.Parse(prefix));
        var bySource = new RuleEntry(selector.Family) { Priority = Priority, From = selector, Table = 101 };
        var byDestination = new RuleEntry(selector.Family) { Priority = Priority + 1, To = selector, Table = 102 };

        test.Netlink.AddRule(bySource);
        test.Netlink.AddRule(byDestination);

        Assert.Equal(bySource, Single(test, selector.Family, Priority));
        Assert.Equal(byDestination, Single(test, selector.Family, Priority + 1));
        var (source, destination) = (Witness(test, selector.Family, Priority), Witness(test, selector.Family, Priority + 1));
        Assert.Equal((address, "101"), (source.GetProperty("src").GetString(), source.GetProperty("table").GetString()));
        Assert.Equal((address, "102"),
            (destination.GetProperty("dst").GetString(), destination.GetProperty("table").GetString()));
        Assert.Equal("all", destination.GetProperty("src").GetString());
        Assert.Equal(length, source.TryGetProperty("srclen", out var srclen) ? srclen.GetInt32() : null);
        Assert.Equal(length, destination.TryGetProperty("dstlen", out var dstlen) ? dstlen.GetInt32() : null);
    }

    [Theory]
    [InlineData(IPFamily.IPv4, 1u)]
    [InlineData(IPFamily.IPv4, 255u)]
    [InlineData(IPFamily.IPv4, 256u)]
    [InlineData(IPFamily.IPv4, 4_000_000_000u)]
    [InlineData(IPFamily.IPv6, 255u)]
    [InlineData(IPFamily.IPv6, 256u)]
    [InlineData(IPFamily.IPv6, 4_000_000_000u)]
    public void Table_number_of_any_size_reads_back(IPFamily family, uint table)
    {
        var test = fixture.Create();
        var entry = new RuleEntry(family) { Priority = Priority, Table = table };

        test.Netlink.AddRule(entry);

        Assert.Equal(entry, Single(test, family, Priority));
        Assert.Equal(table == 255 ? "local" : $"{table}", Witness(test, family, Priority).GetProperty("table").GetString());
        Assert.True(test.Netlink.DeleteRule(entry));
        Assert.DoesNotContain(test.Netlink.ListRules(family), rule => rule.Priority == Priority);
    }

    [Theory]
    [InlineData(IPFamily.IPv4)]
    [InlineData(IPFamily.IPv6)]
    public void Every_selector_reads_back_together(IPFamily family)
    {
        var test = fixture.Create();
        var (from, to) = family == IPFamily.IPv4 ? ("10.1.0.0/16", "10.2.0.0/16") : ("fd01::/64", "fd02::/64");
        var entry = new RuleEntry(family)
        {
            Priority = Priority,
            From = Prefix.Parse(from),
            To = Prefix.Parse(to),
            Mark = 0x10,
            MarkMask = 0xF0,
            InputLink = "eth0",
            OutputLink = "net1",
            Not = true,
            SuppressPrefixLength = 0,
            Table = 500,
            Protocol = RouteProtocol.Static,
        };

        test.Netlink.AddRule(entry);

        Assert.Equal(entry, Single(test, family, Priority));
        var witness = Witness(test, family, Priority);
        Assert.Equal(("0x10", "0xf0", "eth0", "net1"), (
            witness.GetProperty("fwmark").GetString(), witness.GetProperty("fwmask").GetString(),
            witness.GetProperty("iif").GetString(), witness.GetProperty("oif").GetString()));
        Assert.True(witness.TryGetProperty("not", out _));
        Assert.Equal(0, witness.GetProperty("suppress_prefixlen").GetInt32());
        Assert.Equal("static", witness.GetProperty("protocol").GetString());
        Assert.True(test.Netlink.DeleteRule(Single(test, family, Priority)));
    }

    [Fact]
    public void Mark_without_a_mask_compares_all_bits()
    {
        var test = fixture.Create();
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { Priority = Priority, Mark = 0x1234, Table = 7 });

        var found = Single(test, IPFamily.IPv4, Priority);
        Assert.Equal((0x1234u, null), (found.Mark, found.MarkMask));
        var witness = Witness(test, IPFamily.IPv4, Priority);
        Assert.Equal("0x1234", witness.GetProperty("fwmark").GetString());
        Assert.False(witness.TryGetProperty("fwmask", out _));
    }

    [Theory]
    [InlineData(RuleAction.Blackhole)]
    [InlineData(RuleAction.Unreachable)]
    [InlineData(RuleAction.Prohibit)]
    public void Rule_can_end_packets(RuleAction action)
    {
        var test = fixture.Create();
        var entry = new RuleEntry(IPFamily.IPv4) { Priority = Priority, Action = action, From = Prefix.Parse("10.1.0.0/16") };

        test.Netlink.AddRule(entry);

        Assert.Equal(action, Single(test, IPFamily.IPv4, Priority).Action);
        Assert.Equal(action.ToString().ToLowerInvariant(),
            Witness(test, IPFamily.IPv4, Priority).GetProperty("action").GetString());
        Assert.True(test.Netlink.DeleteRule(entry));
    }

    [Theory]
    [InlineData(IPFamily.IPv4)]
    [InlineData(IPFamily.IPv6)]
    public void Rules_are_listed_in_the_order_in_which_they_are_asked(IPFamily family)
    {
        var test = fixture.Create();
        foreach (var priority in (uint[])[300, 100, 200]) test.Netlink.AddRule(new RuleEntry(family)
        {
            Priority = priority,
            Table = 7,
        });

        var expected = test.Ip(family == IPFamily.IPv4 ? "-4" : "-6", "rule", "show").EnumerateArray()
            .Select(rule => rule.GetProperty("priority").GetUInt32()).ToArray();
        Assert.Equal(expected, test.Netlink.ListRules(family).Select(rule => rule.Priority!.Value));
        Assert.Equal([0u, 100u, 200u, 300u], expected[..4]);
    }

    [Fact]
    public void Rule_without_a_priority_goes_before_the_first()
    {
        var test = fixture.Create();
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.1.0.0/16"), Table = 7 });
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { From = Prefix.Parse("10.2.0.0/16"), Table = 7 });

        Assert.Equal([0u, 32764u, 32765u, 32766u, 32767u], test.Netlink.ListRules(IPFamily.IPv4)
            .Select(rule => rule.Priority!.Value));
        Assert.Equal("10.2.0.0", Witness(test, IPFamily.IPv4, 32764).GetProperty("src").GetString());
    }

    [Fact]
    public void Second_add_of_a_rule_names_it()
    {
        var test = fixture.Create();
        var entry = new RuleEntry(IPFamily.IPv4) { Priority = Priority, From = Prefix.Parse("10.0.0.5/32"), Table = 101 };
        test.Netlink.AddRule(entry);

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddRule(entry));

        Assert.True(error.AlreadyExists);
        Assert.Equal("add rule 1000: from 10.0.0.5/32 lookup 101 (IPv4): EEXIST: File exists", error.Message);
        Assert.Single(test.Netlink.ListRules(IPFamily.IPv4), rule => rule.Priority == Priority);
    }

    [Theory]
    [InlineData(IPFamily.IPv4, "10.1.0.0/16")]
    [InlineData(IPFamily.IPv6, "fd01::/64")]
    public void Delete_takes_exactly_one_of_several_that_match(IPFamily family, string from)
    {
        var test = fixture.Create();
        var entry = new RuleEntry(family) { From = Prefix.Parse(from), Table = 101 };
        foreach (var priority in (uint[])[1000, 1001, 1002]) test.Netlink.AddRule(entry with { Priority = priority });

        Assert.True(test.Netlink.DeleteRule(entry with { Priority = 1001 }));
        Assert.Equal([1000u, 1002u], Mine());
        Assert.False(test.Netlink.DeleteRule(entry with { Priority = 1001 }));

        Assert.True(test.Netlink.DeleteRule(entry));
        Assert.Equal([1002u], Mine());
        Assert.False(test.Netlink.DeleteRule(entry with { Table = 102 }));
        Assert.False(test.Netlink.DeleteRule(entry with { Mark = 1 }));
        Assert.True(test.Netlink.DeleteRule(entry));
        Assert.False(test.Netlink.DeleteRule(entry));
        Assert.Equal(0, test.Ip(family == IPFamily.IPv4 ? "-4" : "-6", "rule", "show", "table", "101").GetArrayLength());

        IEnumerable<uint> Mine() => test.Netlink.ListRules(family).Where(rule => rule.Table == 101)
            .Select(rule => rule.Priority!.Value);
    }

    [Fact]
    public void Delete_of_one_family_leaves_the_other()
    {
        var test = fixture.Create();
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv4) { Priority = Priority, Table = 101 });
        test.Netlink.AddRule(new RuleEntry(IPFamily.IPv6) { Priority = Priority, Table = 101 });

        Assert.True(test.Netlink.DeleteRule(new RuleEntry(IPFamily.IPv4) { Priority = Priority, Table = 101 }));

        Assert.DoesNotContain(test.Netlink.ListRules(IPFamily.IPv4), rule => rule.Priority == Priority);
        Assert.Contains(test.Netlink.ListRules(IPFamily.IPv6), rule => rule.Priority == Priority);
    }

    [Fact]
    public void Rule_that_the_kernel_refuses_shows_its_reason()
    {
        var test = fixture.Create();

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddRule(
            new RuleEntry(IPFamily.IPv4) { Priority = Priority, InputLink = "a-name-with-sixteen", Table = 7 }));

        Assert.Contains(error.Errno, (Errno[])[Errno.ERANGE, Errno.EINVAL]);
        Assert.StartsWith("add rule 1000: from all iif a-name-with-sixteen lookup 7 (IPv4): ", error.Message,
            StringComparison.Ordinal);
    }

    private static RuleEntry Single(TestNamespace test, IPFamily family, uint priority) =>
        Assert.Single(test.Netlink.ListRules(family), rule => rule.Priority == priority);

    private static JsonElement Witness(TestNamespace test, IPFamily family, uint priority) =>
        test.IpOne(family == IPFamily.IPv4 ? "-4" : "-6", "rule", "show", "priority", $"{priority}");
}
