using System.Text;
using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Cni.Coordinator;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Cni.Wire;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Tests.Coordinator;

/// <summary>The settings of a network and of the cluster (spec/cni.md 1).</summary>
public class CoordinatorValuesTests
{
    private const string Full = """
        {"mode":"underlay","podDefaultCniNic":"eth5","podDefaultRouteNic":"net1","overlayPodCIDR":["10.244.0.0/16"],
         "serviceCIDR":["10.96.0.0/12"],"hijackCIDR":["169.254.25.10"],"policyRoutes":[{"dst":"192.0.2.1","gw":"10.20.0.1"}],
         "tunePodRoutes":false,"hostRuleTable":700,"podRPFilter":2,"podMACPrefix":"0a-1b","txQueueLen":100,
         "vethLinkAddress":"169.254.200.1","vethMTU":1400}
        """;

    [Fact]
    public void All_keys_are_read()
    {
        var options = Read(Full).Over(CoordinatorValues.None);

        Assert.Equal((CoordinationMode.Underlay, "eth5", "net1", false), (options.Mode, options.FirstInterface,
            options.DefaultRouteInterface, options.TunePodRoutes));
        Assert.Equal(["10.244.0.0/16", "10.96.0.0/12", "169.254.25.10/32"], options.HijackPrefixes.Select(prefix => $"{prefix}"));
        Assert.Equal([new PolicyRoute(Prefix.Parse("192.0.2.1/32"), Address.Parse("10.20.0.1"))], options.PolicyRoutes);
        Assert.Equal((700u, 2, new MacPrefix(0x0a, 0x1b), 100, Address.Parse("169.254.200.1"), 1400), (options.HostRuleTable,
            options.PodRPFilter, options.MacPrefix, options.TxQueueLength, options.VethLinkAddress!.Value, options.VethMtu));
    }

    [Fact]
    public void Without_any_key_the_defaults_hold()
    {
        var (options, defaults) = (Read("{}").Over(Read("{}")), new CoordinatorOptions());

        Assert.Equal(defaults, options with { HijackPrefixes = [], PolicyRoutes = [], PodInterfaces = [] });
        Assert.Empty(options.HijackPrefixes);
    }

    [Fact]
    public void V00007_The_network_goes_before_the_cluster_and_what_is_empty_does_not_count()
    {
        var network = Read(
            """{"mode":"","hijackCIDR":[],"serviceCIDR":["10.1.0.0/16"],"podRPFilter":-7,"podMACPrefix":"","txQueueLen":0}""");
        var options = network.Over(Read(Full.Replace("podDefaultRouteNic", "podDefaultRouteNIC", StringComparison.Ordinal)));

        Assert.Equal((CoordinationMode.Underlay, "net1"), (options.Mode, options.DefaultRouteInterface));
        Assert.Equal(["10.244.0.0/16", "10.1.0.0/16", "169.254.25.10/32"], options.HijackPrefixes.Select(prefix => $"{prefix}"));
        Assert.Equal((null, 0, new MacPrefix(0x0a, 0x1b)), (options.PodRPFilter, options.TxQueueLength, options.MacPrefix));
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("disabled")]
    public void Both_spellings_of_disabled_are_known(string mode) =>
        Assert.Equal(CoordinationMode.Disabled, Read($$"""{"mode":"{{mode}}"}""").Mode);

    [Theory]
    [InlineData("mode", "\"fast\"", "auto, underlay, overlay or disabled")]
    [InlineData("podRPFilter", "3", "0, 1, 2, or a negative number to leave it alone")]
    [InlineData("hostRuleTable", "254", "a routing table that is not one of the kernel's own, 253 to 255")]
    [InlineData("hostRuleTable", "4294967296", "a whole number of at least 1")]
    [InlineData("podDefaultRouteNic", "\"../eth0\"", "the name of an interface, at most 15 characters")]
    [InlineData("vethLinkAddress", "\"fd00::1\"", "an IPv4 address")]
    [InlineData("vethMTU", "0", "a whole number of at least 1")]
    [InlineData("txQueueLen", "-1", "a whole number of at least 0")]
    [InlineData("hijackCIDR", "[\"10.0.0.0/33\"]", "CIDRs, and not \"10.0.0.0/33\"")]
    [InlineData("policyRoutes[0].gw", "", "an IPv4 address, as the destination is")]
    [InlineData("policyRoutes[0].dst", "", "an address or a CIDR")]
    public void A_wrong_value_is_named(string key, string value, string wanted)
    {
        var conf = key switch
        {
            "policyRoutes[0].gw" => """{"policyRoutes":[{"dst":"10.0.0.0/8","gw":"fd00::1"}]}""",
            "policyRoutes[0].dst" => """{"policyRoutes":[{"dst":"there","gw":"fd00::1"}]}""",
            _ => $$"""{"{{key}}":{{value}}}""",
        };
        var failure = Assert.Throws<ReasonException>(() => Read(conf));

        Assert.Equal(Reason.InvalidNetConf, failure.Reason);
        Assert.StartsWith($"key \"{key}\" has ", failure.Detail, StringComparison.Ordinal);
        Assert.EndsWith($", want {wanted}", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0a1b")]
    [InlineData("01:1b")]
    [InlineData("0b:00")]
    [InlineData("0a:1b:00")]
    [InlineData("zz:00")]
    public void C00022_a_MAC_prefix_that_cannot_be_one_is_refused(string prefix) => Assert.Equal(
        $"InvalidNetConf: key \"podMACPrefix\" has the text \"{prefix}\", "
        + "want two hexadecimal pairs such as 0a:1b, the first an even number (unicast)",
        Assert.Throws<ReasonException>(() => Read($$"""{"podMACPrefix":"{{prefix}}"}""")).Message);

    [Fact]
    public void Any_configuration_is_read_or_refused_with_a_reason() => JsonMutation.Of(Full).Sample(json =>
    {
        try
        {
            Read(json);
        }
        catch (ReasonException e)
        {
            Assert.Equal(Reason.InvalidNetConf, e.Reason);
        }
    });

    private static CoordinatorValues Read(string json) =>
        CoordinatorValuesReader.Read(WireObject.Parse(Encoding.UTF8.GetBytes(json), WireSource.NetConf));
}
