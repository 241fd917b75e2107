using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Each filter (spec/ipam.md 4.5), passing and dropping, with the reason that a user reads.</summary>
public class FilterTests
{
    private static void Passes(Func<SpiderIPPoolSpec, SpiderIPPoolSpec> spec) => Passes(Pools.IPv4("p").WithSpec(spec));

    private static void Passes(SpiderIPPool pool)
    {
        var result = Selecting.Request(pool).Naming("p").Select();

        Assert.Null(result.Failure);
        Assert.Equal(["p"], result.Names());
        Assert.All(result.Verdicts, verdict => Assert.Null(verdict.Reason));
    }

    private static void Drops(
        Func<SpiderIPPoolSpec, SpiderIPPoolSpec> spec, string filter, Reason reason, string detail) =>
        Drops(Pools.IPv4("p").WithSpec(spec), filter, reason, detail);

    private static void Drops(SpiderIPPool pool, string filter, Reason reason, string detail)
    {
        var result = Selecting.Request(pool).Naming("p").Select();

        Assert.Equal(new PoolVerdict("eth0", IPFamily.IPv4, "p", filter, reason, detail), result.Refusal());
        Assert.Equal(
            $"no IPPool available for interface eth0 IPv4 of pod shop/web-0, all filtered out: p: {reason} ({detail})",
            result.AssertFailure(Reason.NoIPPoolAvailable).Detail);
        Assert.Empty(result.Names());
    }

    [Fact]
    public void A_pool_without_conditions_passes() => Passes(Pools.IPv4("p"));

    [Fact]
    public void A_pool_that_is_being_deleted_is_dropped() =>
        Drops(Pools.IPv4("p").Terminating(), "terminating", Reason.PoolTerminating, "the pool is being deleted");

    [Fact]
    public void A_disabled_pool_is_dropped()
    {
        Passes(spec => spec with { Disable = false });
        Drops(spec => spec with { Disable = true }, "disabled", Reason.PoolDisabled, "spec.disable is true");
    }

    [Fact]
    public void The_family_is_told_by_the_subnet_when_ipVersion_is_absent()
    {
        Passes(spec => spec with { IpVersion = null });
        Drops(spec => spec with { IpVersion = null, Subnet = "fd00::/64" },
            "family", Reason.FamilyMismatch, "it is an IPv6 pool, wanted is IPv4");
        Drops(spec => spec with { IpVersion = null, Subnet = "x" },
            "family", Reason.PoolInvalid, "neither spec.ipVersion nor spec.subnet tells the family");
        Drops(spec => spec with { IpVersion = 5 },
            "family", Reason.PoolInvalid, "neither spec.ipVersion nor spec.subnet tells the family");
    }

    [Fact]
    public void The_node_is_allowed_by_name_before_labels()
    {
        Passes(spec => spec with { NodeName = ["node-b", "node-a"] });
        Passes(spec => spec with { NodeName = ["node-a"], NodeAffinity = Pools.Labels(("rack", "other")) });
        Passes(spec => spec with { NodeName = [], NodeAffinity = Pools.Labels(("rack", "r1")) });
        Drops(spec => spec with { NodeName = ["node-b"], NodeAffinity = Pools.Labels(("rack", "r1")) },
            "node", Reason.NodeMismatch, "node-a is not in spec.nodeName [node-b]");
        Drops(spec => spec with { NodeAffinity = Pools.Labels(("rack", "r2")) },
            "node", Reason.NodeMismatch, "spec.nodeAffinity wants rack=r2, node node-a has no such label");
    }

    [Fact]
    public void The_namespace_is_allowed_by_name_before_labels()
    {
        Passes(spec => spec with { NamespaceName = ["shop"], NamespaceAffinity = Pools.Labels(("team", "b")) });
        Passes(spec => spec with { NamespaceAffinity = Pools.Labels(("team", "a")) });
        Drops(spec => spec with { NamespaceName = ["other", "default"], NamespaceAffinity = Pools.Labels(("team", "a")) },
            "namespace", Reason.NamespaceMismatch, "shop is not in spec.namespaceName [other,default]");
        Drops(spec => spec with { NamespaceAffinity = Pools.Labels(("team", "b")) },
            "namespace", Reason.NamespaceMismatch, "spec.namespaceAffinity wants team=b, namespace shop has no such label");
    }

    [Fact]
    public void The_pod_is_allowed_by_its_labels()
    {
        Passes(spec => spec with { PodAffinity = Pools.Labels(("app", "web")) });
        Drops(spec => spec with { PodAffinity = Pools.Labels(("app", "db")) },
            "pod", Reason.PodMismatch, "spec.podAffinity wants app=db, pod shop/web-0 has no such label");
    }

    [Theory]
    [InlineData("app", "In", "web,db", true)]
    [InlineData("app", "In", "db", false)]
    [InlineData("tier", "In", "web", false)]
    [InlineData("app", "NotIn", "db", true)]
    [InlineData("app", "NotIn", "web,db", false)]
    [InlineData("tier", "NotIn", "web", true)]
    [InlineData("app", "Exists", "", true)]
    [InlineData("tier", "Exists", "", false)]
    [InlineData("app", "DoesNotExist", "", false)]
    [InlineData("tier", "DoesNotExist", "", true)]
    public void An_expression_means_what_it_means_in_Kubernetes(string key, string @operator, string values, bool passes)
    {
        var selector = Pools.Expression(key, @operator, values.Split(',', StringSplitOptions.RemoveEmptyEntries));
        if (passes)
        {
            Passes(spec => spec with { PodAffinity = selector });
            return;
        }
        var wanted = values.Length == 0 ? $"{key} {@operator}" : $"{key} {@operator} ({values})";
        Drops(spec => spec with { PodAffinity = selector },
            "pod", Reason.PodMismatch, $"spec.podAffinity wants {wanted}, pod shop/web-0 has no such label");
    }

    [Theory]
    [InlineData("In", "", "expression app In has no values")]
    [InlineData("NotIn", "", "expression app NotIn has no values")]
    [InlineData("Exists", "x", "expression app Exists must not have values")]
    [InlineData("Gt", "1", "operator \"Gt\" of app is none of In, NotIn, Exists, DoesNotExist")]
    [InlineData("", "", "operator \"\" of app is none of In, NotIn, Exists, DoesNotExist")]
    public void An_expression_that_is_invalid_makes_the_pool_so(string @operator, string values, string problem)
    {
        var selector = Pools.Expression("app", @operator, values.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Drops(spec => spec with { NodeAffinity = selector }, "node", Reason.PoolInvalid, $"spec.nodeAffinity: {problem}");
        // Even if a label decides before.
        Drops(spec => spec with { PodAffinity = selector with { MatchLabels = Selecting.Map(("app", "db")) } },
            "pod", Reason.PoolInvalid, $"spec.podAffinity: {problem}");
    }

    [Fact]
    public void Labels_and_expressions_must_all_hold()
    {
        var selector = Pools.Expression("app", "Exists");

        Passes(spec => spec with { PodAffinity = selector with { MatchLabels = Selecting.Map(("app", "web")) } });
        Drops(spec => spec with { PodAffinity = selector with { MatchLabels = Selecting.Map(("app", "web"), ("x", "y")) } },
            "pod", Reason.PodMismatch, "spec.podAffinity wants x=y, pod shop/web-0 has no such label");
    }

    [Fact]
    public void An_object_without_labels_has_none()
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with { NodeAffinity = Pools.Labels(("rack", "r1")) });
        var request = Selecting.Request(pool).Naming("p") with { Node = new() { Metadata = new() { Name = "bare" } } };

        Assert.Equal("spec.nodeAffinity wants rack=r1, node bare has no such label", request.Select().Refusal().Detail);
    }

    [Theory]
    [InlineData("10.20.0.1/16", null, null, null, "is not a CIDR without host bits")]
    [InlineData("10.20.0.0", null, null, null, "is not a CIDR without host bits")]
    [InlineData("10.30.0.0/16", null, null, null, "is not inside spec.subnet 10.30.0.0/16")]
    [InlineData("10.20.0.0/16", "10.21.0.1", null, null, "spec.gateway \"10.21.0.1\" is not an address inside 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", "fd00::1", null, null, "spec.gateway \"fd00::1\" is not an address inside 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", "", null, null, "spec.gateway \"\" is not an address inside 10.20.0.0/16")]
    [InlineData("10.20.0.0/16", null, "10.99.0.0", "10.20.0.1", "spec.routes: dst \"10.99.0.0\" is not an IPv4 CIDR")]
    [InlineData("10.20.0.0/16", null, "fd00::/64", "10.20.0.1", "spec.routes: dst \"fd00::/64\" is not an IPv4 CIDR")]
    [InlineData("10.20.0.0/16", null, "10.99.0.0/16", "10.21.0.1", "spec.routes: gw \"10.21.0.1\" is not an address inside")]
    public void A_spec_that_cannot_be_used_is_dropped(string subnet, string? gateway, string? dst, string? gw, string problem)
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with
        {
            Subnet = subnet,
            Gateway = gateway,
            Routes = dst is null ? null : [new() { Dst = dst, Gw = gw! }],
        });
        var refusal = Selecting.Request(pool).Naming("p").Select().Refusal();

        Assert.Equal(("spec", Reason.PoolInvalid), (refusal.Filter, refusal.Reason));
        Assert.Contains(problem, refusal.Detail);
    }

    [Fact]
    public void A_spec_with_gateway_and_routes_in_its_subnet_passes() => Passes(spec => spec with
    {
        Gateway = "10.20.0.1",
        Routes = [new() { Dst = "10.99.0.7/16", Gw = "10.20.255.254" }],
        ExcludeIPs = ["10.20.0.12"],
    });

    [Theory]
    [InlineData("apps/v1", "Deployment", "shop", "web", null)]
    [InlineData("v1", "Pod", "shop", "web", LabelKeys.AppApiGroup)]
    [InlineData("apps/v1beta1", "Deployment", "shop", "web", LabelKeys.AppApiVersion)]
    [InlineData("apps/v1", "StatefulSet", "shop", "web", LabelKeys.AppKind)]
    [InlineData("apps/v1", "Deployment", "other", "web", LabelKeys.AppNamespace)]
    [InlineData("apps/v1", "Deployment", "shop", "api", LabelKeys.AppName)]
    public void An_automatic_pool_is_for_its_application_whatever_the_labels_of_the_pod(
        string apiVersion, string kind, string ns, string name, string? differing)
    {
        var pool = Pools.IPv4("p").WithSpec(spec => spec with
        {
            PodAffinity = Pools.Labels(
                (LabelKeys.AppApiGroup, "apps"), (LabelKeys.AppApiVersion, "v1"), (LabelKeys.AppKind, "Deployment"),
                (LabelKeys.AppNamespace, "shop"), (LabelKeys.AppName, "web")),
        });
        pool = pool with { Metadata = pool.Metadata with { Labels = Selecting.Map((LabelKeys.OwnerApplicationName, "web")) } };

        var result = (Selecting.Request(pool).Naming("p") with { Controller = new(apiVersion, kind, ns, name, "u") }).Select();

        if (differing is null)
        {
            Assert.Equal(["p"], result.Names());
            return;
        }
        Assert.Equal(("pod", Reason.PodMismatch), (result.Refusal().Filter, result.Refusal().Reason));
        Assert.StartsWith($"the pool belongs to an application with {differing}=", result.Refusal().Detail);
        Assert.EndsWith($", the pod to {kind} {ns}/{name} of {apiVersion}", result.Refusal().Detail);
    }

    [Fact]
    public void Long_lists_and_values_of_a_spec_are_cut_in_messages()
    {
        var names = Enumerable.Range(0, 5_000).Select(i => $"node-{i:0000}-\n\u202e").ToArray();
        var pool = Pools.IPv4("p").WithSpec(spec => spec with { NodeName = names });

        var detail = Selecting.Request(pool).Naming("p").Select().Refusal().Detail;

        Assert.InRange(detail.Length, 80, 200);
        Assert.DoesNotContain(detail, c => char.IsControl(c) || c == '\u202e');
    }
}
