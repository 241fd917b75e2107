using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Tests.Networks;

public class NetworkPlanTests
{
    private const string Macvlan = """{"cniType":"macvlan","macvlan":{"master":["eth1"]}}""";
    private static readonly SpiderMultusConfig Config = NetworkConfigs.Read(Macvlan, ("team", "shop"));

    [Fact]
    public void Missing_definition_is_created_with_owner_annotations_and_configuration()
    {
        var plan = NetworkPlan.For(Config, present: null);

        Assert.Equal((NetworkAction.Create, Reason.AsExpected), (plan.Action, plan.Reason));
        Assert.Equal("shop/lan", plan.Definition!.Key);
        Assert.Equal([new("team", "shop")], plan.Definition.Metadata.Annotations);
        Assert.Equal(
            [new OwnerReference
            {
                ApiVersion = "spiderpool.spidernet.io/v2beta1", Kind = "SpiderMultusConfig", Name = "lan", Uid = "uid-lan",
                Controller = true, BlockOwnerDeletion = true,
            }],
            plan.Definition.Metadata.OwnerReferences);
        Assert.Equal(NetworkConfiguration.Of(Config), plan.Definition.Spec!.Config);
    }

    [Fact]
    public void Definition_that_is_as_it_should_be_stays() =>
        Assert.Equal(NetworkAction.Keep, NetworkPlan.For(Config, NetworkDefinition.Of(Config)).Action);

    [Fact]
    public void Definition_that_is_being_deleted_is_left_to_go()
    {
        var going = NetworkDefinition.Of(NetworkConfigs.Read("{}"));
        going = going with { Metadata = going.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

        Assert.Equal(NetworkAction.Keep, NetworkPlan.For(Config, going).Action);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("annotation")]
    [InlineData("owner")]
    public void What_somebody_edited_is_put_back_and_what_is_others_stays(string edited)
    {
        var good = NetworkDefinition.Of(Config);
        var present = good with
        {
            Metadata = good.Metadata with
            {
                ResourceVersion = "7",
                Labels = new Dictionary<string, string> { ["app"] = "x" },
                Finalizers = ["example.com/audit"],
                Annotations = edited == "annotation" ? null : good.Metadata.Annotations,
                OwnerReferences = edited == "owner"
                    ? [good.Metadata.OwnerReferences![0] with { BlockOwnerDeletion = false }]
                    : good.Metadata.OwnerReferences,
            },
            Spec = new NetworkAttachmentDefinitionSpec { Config = edited == "config" ? "{}" : good.Spec!.Config },
        };

        var plan = NetworkPlan.For(Config, present);

        Assert.Equal((NetworkAction.Replace, Reason.NetworkRepaired), (plan.Action, plan.Reason));
        ReasonsPage.AssertExample(Reason.NetworkRepaired.Name, $"{plan.Reason}: {plan.Message}");
        Assert.Equal(("7", "x", "example.com/audit"), (plan.Definition!.Metadata.ResourceVersion,
            plan.Definition.Metadata.Label("app"), plan.Definition.Metadata.Finalizers!.Single()));
        Assert.Equal(NetworkAction.Keep, NetworkPlan.For(Config, plan.Definition).Action);
    }

    [Fact]
    public void M00014_Definition_of_nobody_is_taken_over()
    {
        var present = new NetworkAttachmentDefinition
        {
            Metadata = new ObjectMeta { Namespace = "shop", Name = "lan" },
            Spec = new NetworkAttachmentDefinitionSpec { Config = "{}" },
        };

        var plan = NetworkPlan.For(Config, present);

        Assert.Equal((NetworkAction.Replace, Reason.NetworkAdopted), (plan.Action, plan.Reason));
        ReasonsPage.AssertExample(Reason.NetworkAdopted.Name, $"{plan.Reason}: {plan.Message}");
        Assert.Equal(NetworkConfiguration.Of(Config), plan.Definition!.Spec!.Config);
    }

    [Theory]
    [InlineData("NetworkSet", "blue")]
    [InlineData("SpiderMultusConfig", "other")]
    public void Definition_of_somebody_else_is_left_alone(string kind, string name)
    {
        var good = NetworkDefinition.Of(Config);
        var owner = new OwnerReference { ApiVersion = "x/v1", Kind = kind, Name = name, Uid = "uid-other", Controller = true };
        var present = good with { Metadata = good.Metadata with { OwnerReferences = [owner] } };

        var plan = NetworkPlan.For(Config, present);

        Assert.Equal((NetworkAction.Refuse, Reason.NetworkNameTaken), (plan.Action, plan.Reason));
        Assert.Null(plan.Definition);
        if (kind == "NetworkSet") ReasonsPage.AssertExample(Reason.NetworkNameTaken.Name, $"{plan.Reason}: {plan.Message}");
    }

    [Fact]
    public void Config_that_gives_none_is_refused()
    {
        var plan = NetworkPlan.For(NetworkConfigs.Read("""{"cniType":"macvlan"}"""), present: null);

        Assert.Equal(NetworkAction.Refuse, plan.Action);
        ReasonsPage.AssertExample(Reason.NetworkInvalid.Name, $"{plan.Reason}: {plan.Message}");
    }

    [Theory]
    [InlineData("""{"cniType":"sriov","sriov":{"resourceName":"spidernet.io/rail0"}}""", "spidernet.io/rail0")]
    [InlineData("""{"cniType":"ib-sriov","ibsriov":{"resourceName":"spidernet.io/ib0"}}""", "spidernet.io/ib0")]
    [InlineData("""{"cniType":"ovs","ovs":{"bridge":"br1","deviceID":"0000:af:02.1"}}""", "ovs-cni.network.kubevirt.io/br1")]
    [InlineData("""{"cniType":"ovs","ovs":{"bridge":"br1"}}""", null)]
    [InlineData(Macvlan, null)]
    public void Definition_names_the_device_that_pods_need(string spec, string? resource) => Assert.Equal(
        resource, NetworkDefinition.Of(NetworkConfigs.Read(spec)).Metadata.Annotation(NetworkAnnotations.ResourceName));

    [Fact]
    public void What_kubectl_wrote_about_the_config_is_not_copied() => Assert.Null(
        NetworkDefinition.Of(NetworkConfigs.Read(Macvlan, ("kubectl.kubernetes.io/last-applied-configuration", "{}")))
            .Metadata.Annotations);
}
