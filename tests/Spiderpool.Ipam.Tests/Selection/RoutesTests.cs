using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Further routes of the pod, and whether the gateway becomes the default route.</summary>
public class RoutesTests
{
    private static SelectionResult With(string value) =>
        Selecting.Request(Pools.IPv4()).Naming("v4").WithPodAnnotation(AnnotationKeys.Routes, value).Select();

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""[{"dst":"10.99.0.0/16","gw":"10.20.0.254"}]""", "10.99.0.0/16 via 10.20.0.254")]
    [InlineData("""[{"gw":"10.20.0.254","dst":"10.99.3.7/16"}]""", "10.99.0.0/16 via 10.20.0.254")]
    [InlineData("""[{"DST":"10.99.0.1/32","Gw":"10.20.0.254"}]""", "10.99.0.1/32 via 10.20.0.254")]
    [InlineData("""[{"dst":"FD00:99:0::/64","gw":"fd00:20:0::1"}]""", "fd00:99::/64 via fd00:20::1")]
    [InlineData("""[{"dst":"0.0.0.0/0","gw":"10.20.0.1"},{"dst":"::/0","gw":"fd00::1"}]""",
        "0.0.0.0/0 via 10.20.0.1, ::/0 via fd00::1")]
    public void Routes_are_read_in_order_and_made_canonical(string value, string routes)
    {
        var result = With(value);

        Assert.Null(result.Failure);
        Assert.Equal(routes, string.Join(", ", result.CustomRoutes.Select(route => $"{route.Dst} via {route.Gw}")));
    }

    [Theory]
    [InlineData("{}", "the value is not a JSON array: {}")]
    [InlineData("""["10.99.0.0/16"]""", "item 0 is not a JSON object: \"10.99.0.0/16\"")]
    [InlineData("""[{"gw":"10.20.0.1"}]""", "item 0 has no \"dst\"")]
    [InlineData("""[{"dst":"10.0.0.0/8","gw":null}]""", "item 0 has no \"gw\"")]
    [InlineData("""[{"dst":"10.0.0.0","gw":"10.20.0.1"}]""", "dst \"10.0.0.0\" of item 0 is not a CIDR")]
    [InlineData("""[{"dst":"10.0.0.0/8","gw":"10.20.0.1"},{"dst":"x","gw":"10.20.0.1"}]""", "dst \"x\" of item 1 is not a CIDR")]
    [InlineData("""[{"dst":"10.0.0.0/8","gw":"10.20.0.1/16"}]""", "gw \"10.20.0.1/16\" of item 0 is not an IP address")]
    [InlineData("""[{"dst":"10.0.0.0/8","gw":"fd00::1"}]""", "dst and gw of item 0 are of different families")]
    [InlineData("""[{"dst":"10.0.0.0/8","gw":"10.20.0.1","metric":5}]""",
        "item 0 has the unknown key \"metric\", known are dst, gw")]
    [InlineData("""[{"dst":8,"gw":"10.20.0.1"}]""", "\"dst\" is not a string: 8")]
    public void A_route_that_cannot_be_used_fails_the_pod(string value, string problem)
    {
        var result = With(value);

        Assert.Equal(
            $"annotation ipam.spidernet.io/routes of pod shop/web-0: {problem}; wrong input, write for example "
            + """[{"dst":"10.99.0.0/16","gw":"10.20.0.254"}]""",
            result.AssertFailure(Reason.InvalidAnnotation).Detail);
        Assert.Empty(result.Interfaces);
    }

    [Fact]
    public void Routes_are_known_even_when_no_pool_is() =>
        Assert.Equal(
            [new PoolRoute { Dst = "10.99.0.0/16", Gw = "10.20.0.1" }],
            Selecting.Request().WithPodAnnotation(AnnotationKeys.Routes, """[{"dst":"10.99.0.0/16","gw":"10.20.0.1"}]""")
                .Select().CustomRoutes);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_CNI_configuration_says_whether_the_gateway_is_clean_but_for_the_ippools_annotation(bool clean)
    {
        var pool = Pools.IPv4().WithSpec(spec => spec with { Default = true });
        var request = Selecting.Request(pool) with { CleanGateway = clean };
        bool IsClean(SelectionRequest of) => of.Select().Interfaces.Single().CleanGateway;

        Assert.Equal(clean, IsClean(request));
        Assert.Equal(clean, IsClean(request.Naming("v4")));
        Assert.Equal(clean, IsClean(request.WithNamespaceAnnotation(AnnotationKeys.DefaultIPv4IPPool, """["v4"]""")));
        Assert.Equal(clean, IsClean(request with { CniIPv4Pools = ["v4"] }));
        Assert.False(IsClean(request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["v4"]}]""")));
        Assert.True(IsClean(request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["v4"],"cleangateway":true}]""")));
        Assert.True(IsClean(request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["v4"],"cleanGateway":true}]""")));
        Assert.False(IsClean(request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["v4"],"cleangateway":null}]""")));
    }
}
