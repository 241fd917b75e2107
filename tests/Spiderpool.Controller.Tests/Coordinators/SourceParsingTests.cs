using System.Text.Json;
using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Controller.Coordinators;

namespace Spiderpool.Controller.Tests.Coordinators;

/// <summary>Texts of other programs, and what is read of them.</summary>
public class SourceParsingTests
{
    [Theory]
    [InlineData("networking:\n  dnsDomain: cluster.local\n  podSubnet: 10.244.0.0/16\n  serviceSubnet: 10.96.0.0/12\n",
        "10.244.0.0/16", "10.96.0.0/12")]
    [InlineData(
        "networking:\r\n  podSubnet: \"10.244.0.0/16,fd00:1::/48\" # pods\r\n  serviceSubnet: '10.96.0.0/12, fd00:2::/112'\r\n",
        "10.244.0.0/16|fd00:1::/48", "10.96.0.0/12|fd00:2::/112")]
    [InlineData("networking:\n  serviceSubnet: 10.96.0.0/12\n#  podSubnet: 10.1.0.0/16\n", "", "10.96.0.0/12")]
    [InlineData("", "", "")]
    public void Kubeadm_configuration(string yaml, string pods, string services)
    {
        var cidrs = KubeadmConfiguration.Parse(yaml);

        Assert.Equal((pods, services), (string.Join('|', cidrs.Pods), string.Join('|', cidrs.Services)));
    }

    [Theory]
    [InlineData("""
        [{"command":["kube-controller-manager","--cluster-cidr=10.1.0.0/16,fd00:1::/48","--service-cluster-ip-range=10.2.0.0/16"]}]
        """,
        "10.1.0.0/16|fd00:1::/48", "10.2.0.0/16")]
    [InlineData("""[{"command":["kube-controller-manager"],"args":["--cluster-cidr","10.1.0.0/16"]}]""", "10.1.0.0/16", "")]
    [InlineData("""[{"command":["sh","-c","exec kube-controller-manager --cluster-cidr=10.1.0.0/16 --v=2"]}]""", "10.1.0.0/16", "")]
    [InlineData("""[{"command":["x","--cluster-cidr"]},{"command":["--cluster-cidr=10.9.0.0/16"]}]""", "", "")]
    [InlineData("""[{"command":"--cluster-cidr=10.9.0.0/16","args":[7]}]""", "", "")]
    [InlineData("[]", "", "")]
    [InlineData("{}", "", "")]
    public void Flags_of_the_controller_manager(string containers, string pods, string services)
    {
        var pod = new Pod { Spec = new() { OtherFields = new() { ["containers"] = JsonDocument.Parse(containers).RootElement } } };

        var cidrs = ControllerManagerFlags.Parse(pod);

        Assert.Equal((pods, services), (string.Join('|', cidrs.Pods), string.Join('|', cidrs.Services)));
    }

    [Theory]
    [InlineData("clusterIP: Invalid value: \"192.0.2.1\": provided IP is not in the valid range. The range of valid IPs is 10.0.0.0/24",
        "10.0.0.0/24")]
    [InlineData("failed to allocate IP 2001:db8::1: the provided IP is not in the valid range. The range of valid IPs is fd00:10:96::/112.",
        "fd00:10:96::/112")]
    [InlineData("spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured on this cluster", "")]
    public void Refusal_of_the_API_server(string message, string range) =>
        Assert.Equal(range, string.Join('|', ServiceRangeProbe.RangesIn(message)));

    [Fact]
    public void Cover_has_exactly_the_addresses_of_the_blocks_in_fewest_CIDRs() =>
        Gen.Select(Gen.UInt[0, 255], Gen.Int[24, 32])
            .Select((third, length) => new Prefix(new Address(IPFamily.IPv4, 0x0A_00_00_00u + (third << 8)), length))
            .List[0, 20].Sample(blocks =>
            {
                var cover = CidrCover.Of(blocks.Select(block => block.ToString())).Select(cidr => Prefix.Parse(cidr)).ToList();

                Assert.Equal(RangeSet.Of(blocks.Select(block => block.Range)), RangeSet.Of(cover.Select(prefix => prefix.Range)));
                Assert.All(cover, prefix => Assert.True(prefix.IsCanonical));
                Assert.All(cover.Zip(cover.Skip(1)), pair => Assert.False(AreSiblings(pair.First, pair.Second)));
            });

    [Theory]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::/0", "::/0")]
    [InlineData("10.0.0.0/25,10.0.0.128/25,fd00::/64", "10.0.0.0/24,fd00::/64")]
    [InlineData("10.0.1.0/24,10.0.2.0/24", "10.0.1.0/24,10.0.2.0/24")]
    public void Cover_of_whole_families_and_neighbours(string blocks, string expected) =>
        Assert.Equal(expected, string.Join(',', CidrCover.Of(blocks.Split(','))));

    private static bool AreSiblings(Prefix left, Prefix right) => left.Length == right.Length && left.Length > 0
        && new Prefix(left.Address, left.Length - 1).Contains(right.Address) && new Prefix(left.Address, left.Length - 1).IsCanonical;
}
