using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Networks;

/// <summary>What the agent tells the plugin multinic, and what it notes at the pod.</summary>
[Trait("Category", "ApiServer")]
public sealed class PodNetworksTests(ApiServerFixture server)
{
    private const string Config = """{"cniVersion":"1.0.0","name":"lan-a","plugins":[{"type":"macvlan"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Networks_of_a_pod_come_with_their_configurations_in_the_order_of_the_annotation()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await CreateNetworkAsync(bench, "lan-a", Config);
        await CreateNetworkAsync(bench, "lan-b", null);
        var pod = await bench.CreatePodAsync("cart-0", (AnnotationKeys.MultusNetworks, "lan-b@lan0,lan-a"));

        var answer = await AskAsync(agent, pod);

        Assert.Null(answer["default"]);
        Assert.Equal([$"{bench.Namespace}/lan-b lan0 ", $"{bench.Namespace}/lan-a net2 {Config}"],
            answer["additional"]!.AsArray().Select(network => $"{network!["name"]} {network["interface"]} {network["config"]}"));
    }

    [Fact]
    public async Task Network_that_is_not_there_is_named()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("cart-0", (AnnotationKeys.MultusNetworks, "lan-x"));

        var failure = (await agent.SendAsync(HttpMethod.Post, AgentPaths.PodNetworks, Body(pod))).AssertFailed(Reason.NetworkNotFound, 500);

        Assert.Equal($"NetworkNotFound: pod {pod.Key} names network {bench.Namespace}/lan-x: there is no such NetworkAttachmentDefinition",
            failure);
    }

    [Fact]
    public async Task Pod_of_another_UID_gets_no_networks()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("cart-0", (AnnotationKeys.MultusNetworks, "lan-x"));
        var earlier = pod with { Metadata = pod.Metadata with { Uid = "earlier" } };

        (await agent.SendAsync(HttpMethod.Post, AgentPaths.PodNetworks, Body(earlier))).AssertFailed(Reason.PodNotFound, 500);
    }

    [Fact]
    public async Task Status_becomes_an_annotation_of_the_pod_and_the_others_stay()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("cart-0", ("shop", "cart"));

        var answer = await agent.SendAsync(HttpMethod.Post, AgentPaths.NetworkStatus, StatusBody(pod));

        Assert.Equal(new Answer(200, ""), answer);
        var noted = await bench.Client.GetAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!, Cancellation);
        Assert.Equal("cart", noted.Metadata.Annotation("shop"));
        Assert.Equal("""[{"name":"lan","interface":"eth0","ips":["10.1.0.7"],"default":true,"dns":{}}]""",
            noted.Metadata.Annotation(NetworkStatus.Annotation));
    }

    [Fact]
    public async Task Status_of_an_earlier_pod_is_refused()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("cart-0", ("shop", "cart"));
        var earlier = pod with { Metadata = pod.Metadata with { Uid = "0e3c4a52-7d1b-4b58-9d8c-5f1d6f4f3f10" } };

        var answer = await agent.SendAsync(HttpMethod.Post, AgentPaths.NetworkStatus, StatusBody(earlier));

        Assert.Equal(500, answer.Code);
        var noted = await bench.Client.GetAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!, Cancellation);
        Assert.Null(noted.Metadata.Annotation(NetworkStatus.Annotation));
    }

    private static Task<NetworkAttachmentDefinition> CreateNetworkAsync(Bench bench, string name, string? config) =>
        bench.Client.CreateAsync(
            new NetworkAttachmentDefinition
            {
                Metadata = new ObjectMeta { Namespace = bench.Namespace, Name = name },
                Spec = new NetworkAttachmentDefinitionSpec { Config = config },
            },
            Cancellation);

    private static async Task<JsonNode> AskAsync(HostedAgent agent, Pod pod)
    {
        var answer = await agent.SendAsync(HttpMethod.Post, AgentPaths.PodNetworks, Body(pod));
        Assert.True(answer.Code == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    private static string Body(Pod pod) => JsonSerializer.Serialize(
        new PodNetworksArgs { PodNamespace = pod.Metadata.Namespace!, PodName = pod.Metadata.Name!, PodUID = pod.Metadata.Uid! },
        ApiJson.Default.PodNetworksArgs);

    private static string StatusBody(Pod pod) => JsonSerializer.Serialize(
        new NetworkStatusArgs
        {
            PodNamespace = pod.Metadata.Namespace!,
            PodName = pod.Metadata.Name!,
            PodUID = pod.Metadata.Uid!,
            Networks = [new NetworkStatus { Name = "lan", Interface = "eth0", Ips = ["10.1.0.7"], Default = true }],
        },
        ApiJson.Default.NetworkStatusArgs);
}
