using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class CniResultTests
{
    private static readonly CniResult Full = new()
    {
        Interfaces =
        [
            new() { Name = "br0", Mac = "02:00:00:00:00:01" },
            new()
            {
                Name = "eth0", Mac = "02:00:00:00:00:02", Sandbox = "/run/netns/a", Mtu = 1400, SocketPath = "/s", PciId = "0000:00:1f.6",
            },
        ],
        Ips =
        [
            new(Prefix.Parse("10.0.0.5/24"), Address.Parse("10.0.0.1"), Interface: 1),
            new(Prefix.Parse("fd00::5/64")),
        ],
        Routes =
        [
            new()
            {
                Destination = Prefix.Parse("0.0.0.0/0"), Gateway = Address.Parse("10.0.0.1"),
                Mtu = 1300, AdvMss = 1260, Priority = 10, Table = 100, Scope = 0,
            },
            new() { Destination = Prefix.Parse("fd01::/64") },
        ],
        Dns = new() { Domain = "d", Nameservers = ["10.0.0.2"], Search = ["s"], Options = ["o"] },
    };

    private const string OldInterfaces = """
        [{"name":"br0","mac":"02:00:00:00:00:01"},{"name":"eth0","mac":"02:00:00:00:00:02","sandbox":"/run/netns/a"}]
        """;

    private const string OldRoutes = """[{"dst":"0.0.0.0/0","gw":"10.0.0.1"},{"dst":"fd01::/64"}]""";

    private const string Dns = """{"nameservers":["10.0.0.2"],"domain":"d","search":["s"],"options":["o"]}""";

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.3.1")]
    [InlineData("0.4.0")]
    public void Old_versions_say_the_family_of_each_address(string version) => Assert.Equal(
        JsonText.Compact($$"""
            {"cniVersion":"{{version}}","interfaces":{{OldInterfaces}},
             "ips":[{"version":"4","interface":1,"address":"10.0.0.5/24","gateway":"10.0.0.1"},{"version":"6","address":"fd00::5/64"}],
             "routes":{{OldRoutes}},"dns":{{Dns}} }
            """),
        Text(Full, version));

    [Fact]
    public void Version_1_0_has_no_family_and_no_new_keys() => Assert.Equal(
        JsonText.Compact($$"""
            {"cniVersion":"1.0.0","interfaces":{{OldInterfaces}},
             "ips":[{"interface":1,"address":"10.0.0.5/24","gateway":"10.0.0.1"},{"address":"fd00::5/64"}],
             "routes":{{OldRoutes}},"dns":{{Dns}} }
            """),
        Text(Full, "1.0.0"));

    [Fact]
    public void Version_1_1_has_the_keys_of_interfaces_and_routes() => Assert.Equal(
        JsonText.Compact($$"""
            {"cniVersion":"1.1.0",
             "interfaces":[
               {"name":"br0","mac":"02:00:00:00:00:01"},
               {"name":"eth0","mac":"02:00:00:00:00:02","mtu":1400,"sandbox":"/run/netns/a","socketPath":"/s","pciID":"0000:00:1f.6"}],
             "ips":[{"interface":1,"address":"10.0.0.5/24","gateway":"10.0.0.1"},{"address":"fd00::5/64"}],
             "routes":[
               {"dst":"0.0.0.0/0","gw":"10.0.0.1","mtu":1300,"advmss":1260,"priority":10,"table":100,"scope":0},
               {"dst":"fd01::/64"}],
             "dns":{{Dns}} }
            """),
        Text(Full, "1.1.0"));

    [Fact]
    public void What_is_empty_is_left_out_but_dns() => Assert.Equal("""{"cniVersion":"1.0.0","dns":{}}""", Text(new CniResult(), "1.0.0"));

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.4.0")]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    public void A_result_reads_back_as_it_was_written(string version)
    {
        var back = Read(Text(Full, version));

        Assert.Equal(Full.Ips, back.Ips);
        Assert.Equal(
            Full.Routes.Select(route => (route.Destination, route.Gateway)),
            back.Routes.Select(route => (route.Destination, route.Gateway)));
        Assert.Equal(version == "1.1.0" ? 100 : null, back.Routes[0].Table);
        Assert.Equal(
            Full.Interfaces.Select(item => (item.Name, item.Mac, item.Sandbox)),
            back.Interfaces.Select(item => (item.Name, item.Mac, item.Sandbox)));
        Assert.Equal(version == "1.1.0" ? 1400 : null, back.Interfaces[1].Mtu);
        Assert.Equal(Full.Dns.Search, back.Dns.Search);
    }

    [Theory]
    [InlineData("""{"ips":{}}""", "key \"ips\" has an object, want a list of objects")]
    [InlineData("""{"ips":[null]}""", "key \"ips[0]\" has null, want an object")]
    [InlineData("""{"ips":[{}]}""", "key \"ips[0].address\" has nothing, want an address with prefix length")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1"}]}""",
        "key \"ips[0].address\" has the text \"10.0.0.1\", want an address with prefix length")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1/33"}]}""",
        "key \"ips[0].address\" has the text \"10.0.0.1/33\", want an address with prefix length")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1/8","version":"6"}]}""",
        "key \"ips[0].version\" has the text \"6\", want the family of the address beside it: \"4\" or \"6\"")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1/8","gateway":"x"}]}""",
        "key \"ips[0].gateway\" has the text \"x\", want an IP address")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1/8","interface":0}]}""",
        "key \"ips[0].interface\" has the number 0, want an index of \"interfaces\", which has 0")]
    [InlineData(
        """{"ips":[{"address":"10.0.0.1/8","interface":-2}]}""",
        "key \"ips[0].interface\" has the number -2, want a whole number of at least -1")]
    [InlineData("""{"interfaces":[{}]}""", "key \"interfaces[0].name\" has nothing, want the name of an interface")]
    [InlineData(
        """{"interfaces":[{"name":"a","mtu":1.5}]}""",
        "key \"interfaces[0].mtu\" has the number 1.5, want a whole number of at least 0")]
    [InlineData("""{"routes":[{"gw":"10.0.0.1"}]}""", "key \"routes[0].dst\" has nothing, want an address with prefix length")]
    [InlineData(
        """{"routes":[{"dst":"10.0.0.0/8","table":"x"}]}""",
        "key \"routes[0].table\" has the text \"x\", want a whole number of at least 0")]
    [InlineData("""{"dns":{"search":"a"}}""", "key \"dns.search\" has the text \"a\", want a list of texts")]
    [InlineData("""{"dns":{"search":["a",1]}}""", "key \"dns.search[1]\" has the number 1, want a text")]
    public void A_wrong_result_is_refused_with_the_path(string json, string detail)
    {
        var failure = Assert.Throws<ReasonException>(() => Read(json));

        Assert.Same(Reason.InvalidNetConf, failure.Reason);
        Assert.Equal(detail, failure.Detail);
    }

    [Fact]
    public void An_interface_of_minus_one_is_none() =>
        Assert.Null(Read("""{"ips":[{"address":"10.0.0.1/8","interface":-1,"gateway":""}]}""").Ips[0].Interface);

    [Fact]
    public void Numbers_come_back_whatever_they_are() => Gen.Int[0, int.MaxValue].Array[5].Sample(numbers =>
    {
        var route = new CniRoute
        {
            Destination = Prefix.Parse("10.0.0.0/8"),
            Mtu = numbers[0],
            AdvMss = numbers[1],
            Priority = numbers[2],
            Table = numbers[3],
            Scope = numbers[4],
        };
        Assert.Equal([route], Read(Text(new CniResult { Routes = [route] }, "1.1.0")).Routes);
    });

    private static CniResult Read(string json) => CniResultReader.Read(WireObject.Parse(Encoding.UTF8.GetBytes(json), WireSource.NetConf));

    private static string Text(CniResult result, string version)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            CniResultWriter.Write(json, result, CniVersion.Find(version)!);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
