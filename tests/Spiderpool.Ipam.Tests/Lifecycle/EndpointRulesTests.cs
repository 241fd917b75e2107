using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Lifecycle;

/// <summary>Who may hold addresses, and whose addresses outlive the pod (spec/ipam.md 4.1 and 6.2).</summary>
public class EndpointRulesTests
{
    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("Pending", "Always", null, true)]
    [InlineData("Running", "Never", null, true)]
    [InlineData("Unknown", null, null, true)]
    [InlineData("Succeeded", "Always", null, true)]
    [InlineData("Succeeded", "OnFailure", null, false)]
    [InlineData("Succeeded", "Never", null, false)]
    [InlineData("Failed", "Always", null, true)]
    [InlineData("Failed", "OnFailure", null, true)]
    [InlineData("Failed", "Never", null, false)]
    [InlineData("Failed", "Always", "Evicted", false)]
    public void A_pod_is_alive_until_it_is_over_for_good(string? phase, string? restartPolicy, string? reason, bool isAlive)
    {
        var pod = new Pod { Spec = new() { RestartPolicy = restartPolicy }, Status = new() { Phase = phase, Reason = reason } };

        Assert.Equal(isAlive, EndpointRules.IsAlive(pod));
        Assert.False(EndpointRules.IsAlive(pod with { Metadata = new() { DeletionTimestamp = DateTimeOffset.UnixEpoch } }));
    }

    [Theory]
    [InlineData("apps/v1", "StatefulSet", true)]
    [InlineData("apps/v1beta1", "StatefulSet", false)]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet", false)]
    [InlineData("apps/v1", "Deployment", false)]
    public void Only_the_StatefulSet_of_Kubernetes_itself_has_static_addresses(string apiVersion, string kind, bool isStatic) =>
        Assert.Equal(isStatic, EndpointRules.IsStatefulSet(new TopController(apiVersion, kind, "shop", "db", "u")));

    [Theory]
    [InlineData("db-0", 0, 3, true)]
    [InlineData("db-2", 0, 3, true)]
    [InlineData("db-3", 0, 3, false)]
    [InlineData("db-0", 0, 0, false)]
    [InlineData("db-4", 5, 3, false)]
    [InlineData("db-5", 5, 3, true)]
    [InlineData("db-7", 5, 3, true)]
    [InlineData("db-8", 5, 3, false)]
    [InlineData("db-00", 0, 3, false)]
    [InlineData("db-01", 0, 3, false)]
    [InlineData("db--1", 0, 3, false)]
    [InlineData("db-+1", 0, 3, false)]
    [InlineData("db-1a", 0, 3, false)]
    [InlineData("db-", 0, 3, false)]
    [InlineData("db", 0, 3, false)]
    [InlineData("other-0", 0, 3, false)]
    [InlineData("db-4294967296", 0, 3, false)]
    public void A_StatefulSet_wants_the_pods_of_its_ordinals(string pod, int start, int replicas, bool wanted)
    {
        var set = new StatefulSet { Spec = new() { Replicas = replicas, Ordinals = start == 0 ? null : new() { Start = start } } };

        Assert.Equal(wanted, EndpointRules.Wants(set, "db", pod));
        Assert.False(EndpointRules.Wants(null, "db", pod));
    }

    [Fact]
    public void A_StatefulSet_without_replicas_wants_one_pod()
    {
        Assert.True(EndpointRules.Wants(new StatefulSet(), "db", "db-0"));
        Assert.False(EndpointRules.Wants(new StatefulSet(), "db", "db-1"));
    }

    [Theory]
    [InlineData("StatefulSet", null, true)]
    [InlineData("VirtualMachineInstance", null, true)]
    [InlineData("StatefulSet", "Pod", false)] // written while the feature was off
    [InlineData("Deployment", null, false)]
    [InlineData("Pod", "Pod", false)]
    public void An_endpoint_is_static_when_it_does_not_go_with_its_pod(string controller, string? owner, bool isStatic) =>
        Assert.Equal(isStatic, EndpointRules.IsStatic(new SpiderEndpoint
        {
            Metadata = new() { OwnerReferences = owner is null ? null : [new() { Kind = owner }] },
            Status = new() { OwnerControllerType = controller },
        }));

    [Theory]
    [InlineData("v1", "", "v1")]
    [InlineData("apps/v1", "apps", "v1")]
    [InlineData("batch.volcano.sh/v1alpha1", "batch.volcano.sh", "v1alpha1")]
    public void An_apiVersion_has_a_group_and_a_version(string apiVersion, string group, string version)
    {
        var controller = new TopController(apiVersion, "X", "shop", "x", "u");

        Assert.Equal((group, version), (controller.ApiGroup, controller.Version));
    }
}
