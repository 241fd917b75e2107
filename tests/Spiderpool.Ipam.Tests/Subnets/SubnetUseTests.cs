using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Ipam.Tests.Selection;

namespace Spiderpool.Ipam.Tests.Subnets;

/// <summary>The annotations of automatic pools, and what they ask for.</summary>
public class SubnetUseTests
{
    private static readonly TopController Web = new("apps/v1", "Deployment", "shop", "web", "5a6c1b2d-0000-4000-8000-77b1f00d5e11");

    [Fact]
    public void Annotation_for_one_interface_is_for_eth0_unless_it_says_another()
    {
        var use = Parse((AnnotationKeys.Subnet, """{"ipv4":["a","b"],"ipv6":["c"]}"""))!;

        var nic = Assert.Single(use.Interfaces);
        Assert.Equal(("eth0", "a,b", "c", true), (nic.Nic, string.Join(',', nic.IPv4), string.Join(',', nic.IPv6), use.Reclaim));
        Assert.Null(use.Number);
        Assert.Equal("net1", Parse((AnnotationKeys.Subnet, """{"interface":"net1","ipv4":["a"]}"""))!.Interfaces.Single().Nic);
    }

    [Fact]
    public void Annotation_for_several_interfaces_goes_before_that_for_one() =>
        Assert.Equal(["eth0", "net1"], Parse((AnnotationKeys.Subnet, """{"ipv4":["a"]}"""),
            (AnnotationKeys.Subnets, """[{"interface":"eth0","ipv4":["b"]},{"interface":"net1","ipv6":["c"]}]"""))!
            .Interfaces.Select(nic => nic.Nic));

    [Theory]
    [InlineData(AnnotationKeys.Subnet, "{}", "names no subnet")]
    [InlineData(AnnotationKeys.Subnet, """{"ipv4":["a","a"]}""", "subnet a is there twice")]
    [InlineData(AnnotationKeys.Subnet, """{"ipv4":["a*"]}""", "is a wildcard")]
    [InlineData(AnnotationKeys.Subnet, """{"ipv4":"a"}""", "is not a JSON array")]
    [InlineData(AnnotationKeys.Subnet, """{"interface":"a b","ipv4":["a"]}""", "which is no interface name")]
    [InlineData(AnnotationKeys.Subnets, "[]", "it has no item")]
    [InlineData(AnnotationKeys.Subnets, """[{"interface":"eth0"}]""", "item 0 names no subnet")]
    [InlineData(AnnotationKeys.Subnets, """[{"interface":"e","ipv4":["a"]},{"interface":"e","ipv4":["b"]}]""", "interface e is there")]
    [InlineData(AnnotationKeys.Subnets, """[{"interface":"e","ipv4":["a"]},{"interface":"f","ipv4":["a"]}]""", "subnet a is there twice")]
    [InlineData(AnnotationKeys.IPPoolIPNumber, "-1", "is no whole number")]
    [InlineData(AnnotationKeys.IPPoolIPNumber, "++1", "is no whole number")]
    [InlineData(AnnotationKeys.IPPoolIPNumber, "1000001", "is no whole number")]
    [InlineData(AnnotationKeys.IPPoolReclaim, "perhaps", "neither true nor false")]
    public void Bad_value_is_an_error_that_says_what_is_wrong(string key, string value, string why)
    {
        var all = new Dictionary<string, string> { [AnnotationKeys.Subnet] = """{"ipv4":["a"]}""", [key] = value };

        var error = Assert.Throws<ReasonException>(() => SubnetUse.Parse("pod shop/web-0", new ObjectMeta { Annotations = all }));

        Assert.Equal(Reason.InvalidAnnotation, error.Reason);
        Assert.Contains(why, error.Detail, StringComparison.Ordinal);
        Assert.Contains(key, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_value_is_an_error_and_nothing_else() => Gen.String.Sample(text =>
    {
        string[] keys = [AnnotationKeys.Subnet, AnnotationKeys.Subnets, AnnotationKeys.IPPoolIPNumber, AnnotationKeys.IPPoolReclaim];
        foreach (var key in keys)
        {
            var all = new Dictionary<string, string> { [AnnotationKeys.Subnet] = """{"ipv4":["a"]}""", [key] = text };
            try
            {
                SubnetUse.Parse("pod shop/web-0", new ObjectMeta { Annotations = all });
            }
            catch (ReasonException e) when (e.Reason == Reason.InvalidAnnotation)
            {
                Assert.InRange(e.Message.Length, 1, 2000);
            }
        }
    });

    [Theory]
    [InlineData(null, 7)]
    [InlineData("3", 3)]
    [InlineData("+2", 6)]
    [InlineData("0", 0)]
    [InlineData("+0", 4)]
    public void Number_is_fixed_or_beyond_the_need_or_that_of_the_configuration(string? number, int count)
    {
        var use = number is null
            ? Parse((AnnotationKeys.Subnet, """{"ipv4":["a"]}"""))!
            : Parse((AnnotationKeys.Subnet, """{"ipv4":["a"]}"""), (AnnotationKeys.IPPoolIPNumber, number))!;

        var group = Assert.Single(PoolGroup.Of(Web, use, need: 4, redundant: 3, _ => true));

        Assert.Equal((count, number ?? "+3"), (group.Count, group.Number.ToString()));
    }

    [Fact]
    public void Family_that_is_disabled_has_no_pool()
    {
        var use = Parse((AnnotationKeys.Subnet, """{"ipv4":["a"],"ipv6":["b"]}"""))!;

        Assert.Equal([IPFamily.IPv6], PoolGroup.Of(Web, use, 1, 0, family => family == IPFamily.IPv6).Select(group => group.Family));
    }

    [Fact]
    public void Need_is_that_of_the_kind()
    {
        var spec = new WorkloadSpec { Replicas = 3, Completions = 5, Parallelism = 2 };
        Assert.Equal(3, ApplicationSize.Of(new Deployment { Spec = spec }));
        Assert.Equal(0, ApplicationSize.Of(new StatefulApplication { Spec = new WorkloadSpec() }));
        Assert.Equal(0, ApplicationSize.Of(new ReplicaSet()));
        Assert.Equal(9, ApplicationSize.Of(new DaemonSet { Status = new WorkloadStatus { DesiredNumberScheduled = 9 } }));
        Assert.Equal(5, ApplicationSize.Of(new Job { Spec = spec }));
        Assert.Equal(2, ApplicationSize.Of(new Job { Spec = spec with { Completions = null } }));
        Assert.Equal(1, ApplicationSize.Of(new Job { Spec = new WorkloadSpec { Parallelism = 0 } }));
        Assert.Equal(5, ApplicationSize.Of(new CronJob { Spec = new WorkloadSpec { JobTemplate = new JobTemplate { Spec = spec } } }));
    }

    [Fact]
    public void Name_has_family_application_interface_and_the_end_of_the_UID()
    {
        var group = new PoolGroup(Web, "eth0", IPFamily.IPv6, ["a", "b"], 1, default, Reclaim: true);

        Assert.Equal("auto6-web-eth0-77b1f", AutomaticPoolName.Of(group, "a", _ => false));
        Assert.StartsWith("auto6-web-eth0-77b1f-", AutomaticPoolName.Of(group, "b", _ => false), StringComparison.Ordinal);
        Assert.NotEqual("auto6-web-eth0-77b1f", AutomaticPoolName.Of(group, "a", name => name == "auto6-web-eth0-77b1f"));
    }

    [Fact]
    public void I00017_Name_of_any_application_and_interface_is_valid() =>
        Gen.Select(
            Gen.String[Gen.Char["abz09.-"], 1, 253], Gen.String[Gen.Char[' ', '~'], 1, 15], Gen.String[Gen.Char["0aF-"], 1, 40])
            .Sample((name, nic, uid) =>
            {
                var group = new PoolGroup(Web with { Name = name, Uid = uid }, nic, IPFamily.IPv4, ["a"], 1, default, Reclaim: true);
                var text = AutomaticPoolName.Of(group, "a", _ => false);
                Assert.InRange(text.Length, 1, 253);
                Assert.Matches(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", text);
            });

    [Fact]
    public void I00020_Pool_of_an_application_is_for_no_other()
    {
        var subnet = new Api.Crds.SpiderSubnet { Metadata = new() { Name = "a", Uid = "u" }, Spec = new() { Subnet = "10.20.0.0/16" } };
        var group = new PoolGroup(Web, "eth0", IPFamily.IPv4, ["a"], 3, default, Reclaim: true);
        var pool = AutomaticPool.New(group, subnet, "auto4-web-eth0-77b1f").WithSpec(spec => spec with { Ips = ["10.20.0.11-10.20.0.13"] });
        var request = Selecting.Request(pool).Naming("auto4-web-eth0-77b1f");

        Assert.Equal(["auto4-web-eth0-77b1f"], (request with { Controller = Web }).Select().Names());
        foreach (var other in new[] { Web with { Name = "api" }, Web with { Kind = "StatefulSet" }, Web with { Namespace = "bank" } })
            (request with { Controller = other }).Select().AssertFailure(Reason.NoIPPoolAvailable);
    }

    private static SubnetUse? Parse(params (string Key, string Value)[] annotations) =>
        SubnetUse.Parse("pod shop/web-0", new ObjectMeta { Annotations = Selecting.Map(annotations) });
}
