using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests;

public sealed class AddressTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly Prefix V4 = Prefix.Parse("10.0.0.5/24");

    private static readonly Prefix V6 = Prefix.Parse("fd00::5/64");

    [Theory]
    [InlineData("10.1.2.3/24")]
    [InlineData("10.1.2.3/32")]
    [InlineData("fd00::3/64")]
    [InlineData("fd00::3/128")]
    public void Added_address_is_listed_until_it_is_deleted(string text)
    {
        using var test = fixture.Create(Guid.NewGuid().ToString("N"));
        var entry = new AddressEntry(test.IndexOf("lo"), Prefix.Parse(text)) { Flags = AddressFlags.NoDad };

        test.Netlink.AddAddress(entry);

        Assert.Contains(test.Netlink.ListAddresses(), found => found.Prefix == entry.Prefix && found.LinkIndex == 1);
        Assert.True(test.Netlink.DeleteAddress(entry));
        Assert.DoesNotContain(test.Netlink.ListAddresses(), found => found.Prefix == entry.Prefix);
        Assert.False(test.Netlink.DeleteAddress(entry));
    }

    [Fact]
    public void Address_with_all_settings_reads_back_and_ip_agrees()
    {
        using var test = fixture.Create("settings");
        test.Netlink.AddAddress(new AddressEntry(1, V4)
        {
            Scope = RouteScope.Link,
            Label = "lo:pod",
            Broadcast = Address.Parse("10.0.0.255"),
            Flags = AddressFlags.NoPrefixRoute,
            ValidLifetime = TimeSpan.FromSeconds(600),
            PreferredLifetime = TimeSpan.FromSeconds(300),
        });

        var entry = Assert.Single(test.Netlink.ListAddresses(1, IPFamily.IPv4));
        Assert.Equal(V4, entry.Prefix);
        Assert.Equal(RouteScope.Link, entry.Scope);
        Assert.Equal("lo:pod", entry.Label);
        Assert.Equal(Address.Parse("10.0.0.255"), entry.Broadcast);
        Assert.True(entry.Flags.HasFlag(AddressFlags.NoPrefixRoute));
        Assert.InRange(entry.ValidLifetime!.Value.TotalSeconds, 500, 600);
        Assert.InRange(entry.PreferredLifetime!.Value.TotalSeconds, 200, 300);

        var witness = test.Ip("address", "show", "dev", "lo")[0].GetProperty("addr_info")[0];
        Assert.Equal("10.0.0.5", witness.GetProperty("local").GetString());
        Assert.Equal("lo:pod", witness.GetProperty("label").GetString());
        Assert.Equal("link", witness.GetProperty("scope").GetString());
        Assert.InRange(witness.GetProperty("valid_life_time").GetInt64(), 500, 600);
    }

    [Fact]
    public void Peer_address_reads_back()
    {
        using var test = fixture.Create("peer");
        test.Netlink.AddAddress(new AddressEntry(1, Prefix.Parse("10.9.0.1/32")) { Peer = Address.Parse("10.9.0.2") });

        var entry = Assert.Single(test.Netlink.ListAddresses(1, IPFamily.IPv4));
        Assert.Equal(Address.Parse("10.9.0.1"), entry.Prefix.Address);
        Assert.Equal(Address.Parse("10.9.0.2"), entry.Peer);
    }

    [Fact]
    public void Replace_changes_the_lifetime_of_an_address()
    {
        using var test = fixture.Create("replace");
        test.Netlink.ReplaceAddress(new AddressEntry(1, V6) { Flags = AddressFlags.NoDad });
        Assert.Null(Assert.Single(test.Netlink.ListAddresses(1, IPFamily.IPv6)).ValidLifetime);

        test.Netlink.ReplaceAddress(new AddressEntry(1, V6)
        {
            Flags = AddressFlags.NoDad,
            ValidLifetime = TimeSpan.FromSeconds(1000),
        });

        Assert.InRange(Assert.Single(test.Netlink.ListAddresses(1, IPFamily.IPv6)).ValidLifetime!.Value.TotalSeconds, 900, 1000);
    }

    [Fact]
    public void Second_add_of_an_address_names_the_object_and_the_kernels_reason()
    {
        using var test = fixture.Create("duplicate");
        var entry = new AddressEntry(1, V4);
        test.Netlink.AddAddress(entry);

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddAddress(entry));

        Assert.Equal(Errno.EEXIST, error.Errno);
        Assert.True(error.AlreadyExists);
        Assert.Equal("add address 10.0.0.5/24 to lo: EEXIST: ipv4: Address already assigned", error.Message);
    }

    [Fact]
    public void Address_for_a_missing_link_is_refused_with_its_index()
    {
        using var test = fixture.Create("missing");

        var error = Assert.Throws<NetlinkException>(() => test.Netlink.AddAddress(new AddressEntry(77, V4)));

        Assert.True(error.NotFound);
        Assert.StartsWith("add address 10.0.0.5/24 to link 77: ENODEV: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(test.Netlink.ListAddresses(77));
        Assert.False(test.Netlink.DeleteAddress(new AddressEntry(77, V4)));
    }

    [Fact]
    public void List_filters_by_link_and_family()
    {
        var (left, _) = fixture.CreatePair();
        var eth0 = left.IndexOf("eth0");
        left.Netlink.AddAddress(new AddressEntry(1, V4));
        left.Netlink.AddAddress(new AddressEntry(eth0, Prefix.Parse("10.0.1.5/24")));
        left.Netlink.AddAddress(new AddressEntry(eth0, V6) { Flags = AddressFlags.NoDad });

        Assert.Equal([Prefix.Parse("10.0.1.5/24")], left.Netlink.ListAddresses(eth0, IPFamily.IPv4).Select(e => e.Prefix));
        Assert.Contains(left.Netlink.ListAddresses(eth0), e => e.Prefix == V6);
        Assert.DoesNotContain(left.Netlink.ListAddresses(eth0), e => e.Prefix == V4);
    }
}
