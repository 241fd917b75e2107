using Spiderpool.Addressing;
using Spiderpool.Linux.Netfilter;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Netfilter;

public sealed class NftTableTests : IDisposable
{
    private readonly NetnsFixture _namespaces = new();
    private readonly TestNamespace _test;
    private readonly NftNetlink _nft;

    public NftTableTests()
    {
        _test = _namespaces.Create();
        _nft = Nftables.OpenOrSkip(_test);
    }

    public static TheoryData<IPFamily> Families => [IPFamily.IPv4, IPFamily.IPv6];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_table_comes_back_as_it_was_set(IPFamily family)
    {
        var table = Table(family, 1);
        _nft.SetTable(table);

        Assert.Equal(table.ToString(), _nft.FindTable(family, table.Name)!.ToString());
        Assert.Equal([table.Name], _nft.ListTables(family));
    }

    [Fact]
    public void Nft_reads_it_as_it_is_meant()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/nft"), "there is no nft to ask");
        _nft.SetTable(Table(IPFamily.IPv6, 1));

        Assert.Equal(
            ["table ip6 mine {", "chain prerouting {", "type filter hook prerouting priority mangle; policy accept;",
                "iifname \"veth0\" ct state new ct mark set 0x00000001", "}", "chain output {",
                "type route hook output priority mangle; policy accept;", "ct mark 0x00000001 meta mark set 0x00000001", "}", "}"],
            _test.Execute("nft", "list", "ruleset").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_table_takes_the_place_of_one_of_its_name()
    {
        _nft.SetTable(Table(IPFamily.IPv4, 1));
        _nft.SetTable(Table(IPFamily.IPv4, 2));

        Assert.Equal(Table(IPFamily.IPv4, 2), _nft.FindTable(IPFamily.IPv4, "mine"));
    }

    [Fact]
    public void A_refused_table_leaves_the_old_one()
    {
        _nft.SetTable(Table(IPFamily.IPv4, 1));
        var wrong = new NftTable(IPFamily.IPv4, "mine", [new NftChain("output", "nonsense", NftHook.Output, 0, [])]);

        var failure = Assert.Throws<NetlinkException>(() => _nft.SetTable(wrong));
        Assert.StartsWith("set nftables table ip mine: ENOENT: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Table(IPFamily.IPv4, 1), _nft.FindTable(IPFamily.IPv4, "mine"));
    }

    [Fact]
    public void A_deleted_table_is_gone_and_can_be_deleted_again()
    {
        _nft.SetTable(Table(IPFamily.IPv4, 1));

        Assert.True(_nft.DeleteTable(IPFamily.IPv4, "mine"));
        Assert.False(_nft.DeleteTable(IPFamily.IPv4, "mine"));
        Assert.Null(_nft.FindTable(IPFamily.IPv4, "mine"));
    }

    [Fact]
    public void A_chain_of_somebody_else_makes_a_table_another()
    {
        _nft.SetTable(Table(IPFamily.IPv4, 1));
        _nft.SetTable(Table(IPFamily.IPv4, 1) with { Name = "theirs" });
        var changed = Table(IPFamily.IPv4, 1);
        _nft.SetTable(changed with { Chains = [changed.Chains[0] with { Rules = [] }, changed.Chains[1]] });

        Assert.NotEqual(Table(IPFamily.IPv4, 1), _nft.FindTable(IPFamily.IPv4, "mine"));
        Assert.Equal("theirs", _nft.FindTable(IPFamily.IPv4, "theirs")!.Name);
    }

    public void Dispose()
    {
        _nft?.Dispose();
        _namespaces.Dispose();
    }

    private static NftTable Table(IPFamily family, uint mark) => new(family, "mine",
    [
        new NftChain("prerouting", "filter", NftHook.PreRouting, NftChain.Mangle,
        [
            new NftRule(
                new NftLoad(NftKey.InputLinkName), NftCompare.IsLink("veth0"),
                new NftLoad(NftKey.ConnectionState), new NftMask(NftCompare.NewConnection), NftCompare.IsNot(0),
                new NftValue(mark), new NftStore(NftKey.ConnectionMark)),
        ]),
        new NftChain("output", "route", NftHook.Output, NftChain.Mangle,
        [
            new NftRule(
                new NftLoad(NftKey.ConnectionMark), NftCompare.Is(mark),
                new NftValue(mark), new NftStore(NftKey.PacketMark)),
        ]),
    ]);
}
