using Spiderpool.Agent.Coordinators;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests.Coordinators;

/// <summary>GET /v1/coordinator/config (spec/ipam.md 2, spec/cni.md 1).</summary>
public sealed class CoordinatorConfigTests
{
    private static readonly SpiderCoordinator Coordinator = new()
    {
        Metadata = new() { Name = "default" },
        Spec = new()
        {
            Mode = "underlay",
            HijackCIDR = ["169.254.25.10/32"],
            PodDefaultRouteNIC = "eth0",
            HostRuleTable = 700,
            PodRPFilter = 1,
            PodMACPrefix = "0a:1b",
            TxQueueLen = 100,
            VethLinkAddress = "169.254.200.1",
            VethMTU = 1400,
            TunePodRoutes = false,
            PolicyRoutes = [new PoolRoute { Dst = "192.0.2.0/24", Gw = "10.20.0.1" }],
        },
        Status = new() { Phase = "Synced", OverlayPodCIDR = ["10.244.0.0/16"], ServiceCIDR = ["10.96.0.0/12"] },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_has_the_settings_and_the_CIDRs_of_the_status()
    {
        var config = await AskAsync(Coordinator, PodWith());

        Assert.Equal(("underlay", false, "eth0"), (config.Mode, config.TunePodRoutes, config.PodDefaultRouteNIC));
        Assert.Equal(["10.244.0.0/16", "10.96.0.0/12", "169.254.25.10/32"],
            [.. config.OverlayPodCIDR, .. config.ServiceCIDR, .. config.HijackCIDR!]);
        Assert.Equal((700, 1, "0a:1b", 100, "169.254.200.1", 1400),
            (config.HostRuleTable, config.PodRPFilter, config.PodMACPrefix, config.TxQueueLen, config.VethLinkAddress, config.VethMTU));
        Assert.Equal(["192.0.2.0/24 10.20.0.1"], config.PolicyRoutes!.Select(route => $"{route.Dst} {route.Gw}"));
        Assert.Null(config.PodInterfaces);
    }

    [Fact]
    public async Task The_annotation_goes_before_the_setting() => Assert.Equal("net1",
        (await AskAsync(Coordinator, PodWith((AnnotationKeys.DefaultRouteNic, "net1")))).PodDefaultRouteNIC);

    [Theory]
    [InlineData("net1/../..")]
    [InlineData("a-name-that-is-too-long")]
    public async Task An_annotation_that_names_no_interface_is_refused(string value)
    {
        var failure = await Assert.ThrowsAsync<ReasonException>(
            () => AskAsync(Coordinator, PodWith((AnnotationKeys.DefaultRouteNic, value))));

        Assert.Equal(Reason.InvalidAnnotation, failure.Reason);
    }

    [Fact]
    public async Task The_interfaces_are_those_of_the_networks_annotation() => Assert.Equal(["eth0", "net1", "storage"],
        (await AskAsync(Coordinator, PodWith((AnnotationKeys.MultusNetworks, "lan-a, shop/lan-b@storage")))).PodInterfaces!);

    [Fact]
    public async Task Without_a_coordinator_that_is_synced_there_is_no_answer()
    {
        await AssertNotReadyAsync(null, "the cluster has no SpiderCoordinator; make one named default");
        await AssertNotReadyAsync(Coordinator with { Status = null }, "SpiderCoordinator default: the controller has not looked at it yet");
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_an_error() => Assert.Equal("PodNotFound: pod shop/web-0 does not exist",
        (await Assert.ThrowsAsync<ReasonException>(() => AskAsync(Coordinator, null))).Message);

    [Fact]
    public async Task The_socket_answers_with_and_without_a_pod()
    {
        // The kind has one object for the whole cluster.
        var (bench, _) = await Bench.OpenAloneAsync();
        await using var disposal = bench;
        var agent = await bench.StartAgentAsync();
        await agent.Informers.Coordinators.WaitForSyncAsync(Cancellation);
        var pod = await bench.CreatePodAsync("web", (AnnotationKeys.DefaultRouteNic, "net1"));
        var created = await bench.Client.CreateAsync(
            new SpiderCoordinator { Metadata = new() { Name = "default" }, Spec = new() { PodCIDRType = "none" } }, Cancellation);
        var body = $$"""{"podNamespace":"{{bench.Namespace}}","podName":"web","podUID":"{{pod.Metadata.Uid}}"}""";
        await HostedAgent.SeesAsync(agent.Informers.Coordinators, "default", seen => seen is not null);
        (await agent.SendAsync(HttpMethod.Get, AgentPaths.CoordinatorConfig, body)).AssertFailed(Reason.CoordinatorNotReady);
        await bench.Client.ReplaceStatusAsync(
            created with { Status = new() { Phase = "Synced", ServiceCIDR = ["10.96.0.0/12"] } }, Cancellation);
        await HostedAgent.SeesAsync(agent.Informers.Coordinators, "default", seen => seen?.Status?.Phase == "Synced");

        var answer = await AskAsync(agent, body);
        Assert.Equal(("net1", "10.96.0.0/12"), (answer.PodDefaultRouteNIC, answer.ServiceCIDR.Single()));
        Assert.Null((await AskAsync(agent, null)).PodDefaultRouteNIC);
    }

    private static async Task<CoordinatorConfig> AskAsync(HostedAgent agent, string? body) =>
        (await agent.SendAsync(HttpMethod.Get, AgentPaths.CoordinatorConfig, body)).Read(ApiJson.Default.CoordinatorConfig);

    private static async Task AssertNotReadyAsync(SpiderCoordinator? coordinator, string detail)
    {
        var failure = await Assert.ThrowsAsync<ReasonException>(() => AskAsync(coordinator, PodWith()));
        Assert.Equal((Reason.CoordinatorNotReady, detail), (failure.Reason, failure.Detail));
    }

    private static Task<CoordinatorConfig> AskAsync(SpiderCoordinator? coordinator, Pod? pod) =>
        new CoordinatorConfigs(new KnownCoordinator(coordinator), new KnownCluster { Pod = pod })
            .OfAsync(new GetCoordinatorArgs { PodNamespace = "shop", PodName = "web-0" }, Cancellation);

    private static Pod PodWith(params (string Key, string Value)[] annotations) => new()
    {
        Metadata = new()
        {
            Namespace = "shop",
            Name = "web-0",
            Annotations = annotations.ToDictionary(item => item.Key, item => item.Value),
        },
    };
}
