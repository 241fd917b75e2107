using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Controller.Installation;

namespace Spiderpool.Controller.Tests.Installation;

public class InitConfigurationTests
{
    [Fact]
    public void Nothing_but_the_namespace_makes_nothing()
    {
        var options = Load(("SPIDERPOOL_NAMESPACE", "kube-system"));

        Assert.Null(options.CoordinatorName);
        Assert.Null(options.Ipv4);
        Assert.Null(options.Ipv6);
        Assert.False(options.EnableMultusConfig);
    }

    [Fact]
    public void Coordinator_has_what_its_variables_say()
    {
        var options = Load(
            ("SPIDERPOOL_NAMESPACE", "kube-system"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_NAME", "default"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_MODE", "auto"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_POD_CIDR_TYPE", "calico"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_TUNE_POD_ROUTES", "false"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_POLICY_ROUTES", """[{"dst":"10.0.0.0/8","gw":"10.6.0.1"}]"""),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_VETH_LINK_ADDRESS", "169.254.100.1"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_VETH_MTU", "1450"),
            // Rendered, and dead in the original: conflicts are the business of IPAM.
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_DETECT_GATEWAY", "true"));

        Assert.Equal("default", options.CoordinatorName);
        var made = options.Coordinator;
        Assert.Equal(("auto", "calico", false), (made.Mode, made.PodCIDRType, made.TunePodRoutes));
        var route = Assert.Single(options.Coordinator.PolicyRoutes!);
        Assert.Equal(("10.0.0.0/8", "10.6.0.1"), (route.Dst, route.Gw));
        Assert.Equal(("169.254.100.1", 1450), (options.Coordinator.VethLinkAddress, options.Coordinator.VethMTU));
    }

    [Theory]
    [InlineData("169.254.0.0/16,10.0.0.0/8")]
    [InlineData("169.254.0.0/16 10.0.0.0/8")]
    [InlineData("[169.254.0.0/16 10.0.0.0/8]")]
    [InlineData("""["169.254.0.0/16", "10.0.0.0/8"]""")]
    public void Lists_are_read_in_each_form_that_templates_print(string text)
    {
        var options = Load(
            ("SPIDERPOOL_NAMESPACE", "kube-system"), ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_NAME", "default"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_HIJACK_CIDR", text));

        Assert.Equal(["169.254.0.0/16", "10.0.0.0/8"], options.Coordinator.HijackCIDR);
    }

    [Fact]
    public void Pool_and_subnet_of_a_family_have_the_same_addresses()
    {
        var pool = Load(
            ("SPIDERPOOL_NAMESPACE", "kube-system"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV6_IPPOOL_NAME", "default-v6-ippool"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV6_SUBNET_NAME", "default-v6-subnet"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV6_IPPOOL_SUBNET", "fd00:6::/64"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV6_IPPOOL_IPRANGES", """["fd00:6::10-fd00:6::20"]"""),
            ("SPIDERPOOL_INIT_DEFAULT_IPV6_IPPOOL_GATEWAY", "fd00:6::1")).Ipv6!;

        Assert.Equal(IPFamily.IPv6, pool.Family);
        Assert.Equal(("fd00:6::/64", "fd00:6::1"), (pool.Subnet, pool.Gateway));
        var (made, subnet) = (DefaultObjects.Pool(pool)!, DefaultObjects.Subnet(pool)!);
        Assert.Equal(("default-v6-ippool", true, 6), (made.Metadata.Name, made.Spec.Default, made.Spec.IpVersion));
        Assert.Equal(("default-v6-subnet", 6), (subnet.Metadata.Name, subnet.Spec.IpVersion));
        Assert.Equal(["fd00:6::10-fd00:6::20"], made.Spec.Ips);
        Assert.Equal(made.Spec.Ips, subnet.Spec.Ips);
    }

    [Fact]
    public void All_bad_values_are_named_at_once()
    {
        var error = Assert.Throws<ReasonException>(() => Load(
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_NAME", "default"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_VETH_MTU", "big"),
            ("SPIDERPOOL_INIT_DEFAULT_COORDINATOR_POLICY_ROUTES", "10.0.0.0/8 via 10.6.0.1"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_NAME", "default-v4-ippool"),
            ("SPIDERPOOL_INIT_DEFAULT_IPV4_IPPOOL_SUBNET", "fd00::/64")));

        Assert.Equal(Reason.InvalidConfiguration, error.Reason);
        Assert.All(
            ["SPIDERPOOL_NAMESPACE", "VETH_MTU", "POLICY_ROUTES", "IPV4_IPPOOL_SUBNET"],
            variable => Assert.Contains(variable, error.Message));
    }

    private static InitOptions Load(params (string Key, string Value)[] environment) =>
        InitConfiguration.Load(key => environment.FirstOrDefault(variable => variable.Key == key).Value);
}
