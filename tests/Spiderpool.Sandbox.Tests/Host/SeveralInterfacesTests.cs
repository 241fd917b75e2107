using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>The plugin multinic with real plugins below it.</summary>
public sealed class SeveralInterfacesTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private const string Network = """
        {"cniVersion":"1.0.0","name":"lan-b","plugins":[{"type":"macvlan","master":"eth0","mode":"bridge",
         "ipam":{"type":"spiderpool","ipam_unix_socket_path":"SOCKET"}}]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pod_gets_the_networks_of_its_annotation_with_addresses_of_the_pools_and_a_status_that_says_so()
    {
        await CreateNetworkAsync("lan-b");
        await CreatePodAsync("several", "lan-b,lan-b@storage0");
        await fixture.Cluster.ReadyAsync("several", null, Cancellation);

        var pod = await fixture.Cluster.Client.GetAsync<Pod>("default", "several", Cancellation);
        var status = JsonNode.Parse(pod.Metadata.Annotation(NetworkStatus.Annotation)!)!.AsArray();
        Assert.Equal(["underlay eth0 True", "default/lan-b net1 False", "default/lan-b storage0 False"],
            status.Select(item => $"{item!["name"]} {item["interface"]} {(bool)item["default"]!}"));
        var endpoint = await fixture.Cluster.Client.GetAsync<SpiderEndpoint>("default", "several", Cancellation);
        Assert.Equal(["eth0", "net1", "storage0"], endpoint.Status!.Current.Ips.Select(item => item.Interface).Order());
        var report = (await fixture.Cluster.PodsAsync(Cancellation)).Single(item => item.Name == "several");
        using var netns = NetworkNamespace.Open(report.NetNs!);
        using var netlink = RouteNetlink.Open(netns);
        foreach (var item in status)
        {
            var link = netlink.GetLink((string)item!["interface"]!);
            Assert.Contains(netlink.ListAddresses(link.Index, IPFamily.IPv4),
                address => address.Prefix.Address == Address.Parse((string)item["ips"]![0]!));
        }
    }

    [Fact]
    public async Task Deleted_pod_leaves_no_address_and_no_record_though_its_network_went_first()
    {
        await CreateNetworkAsync("lan-c");
        await CreatePodAsync("leaving", "lan-c");
        await fixture.Cluster.ReadyAsync("leaving", null, Cancellation);
        await fixture.Cluster.Client.DeleteAsync<NetworkAttachmentDefinition>("default", "lan-c", cancellationToken: Cancellation);

        await fixture.Cluster.Client.DeleteAsync<Pod>("default", "leaving", cancellationToken: Cancellation);

        while (await fixture.Cluster.Client.TryGetAsync<Pod>("default", "leaving", Cancellation) is not null)
            await Task.Delay(20, Cancellation);
        while (await fixture.Cluster.Client.TryGetAsync<SpiderEndpoint>("default", "leaving", Cancellation) is not null)
            await Task.Delay(20, Cancellation);
        var kept = Directory.EnumerateFiles(fixture.State.Node("node-1").Multinic, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(kept, path => File.ReadAllText(path).Contains("leaving", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pod_that_names_a_network_that_is_not_there_says_so_and_runs_once_it_is()
    {
        await CreatePodAsync("early", "lan-late");
        var warning = await fixture.Cluster.WarningAsync("early", Cancellation);
        Assert.Contains("NetworkNotFound: pod default/early names network default/lan-late", warning.Message, StringComparison.Ordinal);

        await CreateNetworkAsync("lan-late");

        await fixture.Cluster.ReadyAsync("early", null, Cancellation);
    }

    private Task<JsonObject> CreateNetworkAsync(string name) => fixture.Host.Server.Objects.CreateAsync(new JsonObject
    {
        ["apiVersion"] = "k8s.cni.cncf.io/v1",
        ["kind"] = "NetworkAttachmentDefinition",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject
        {
            ["config"] = Network.Replace("SOCKET", fixture.State.Node("node-1").AgentSocket, StringComparison.Ordinal),
        },
    }, Cancellation);

    private Task<JsonObject> CreatePodAsync(string name, string networks) => fixture.Host.Server.Objects.CreateAsync(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "default",
            ["annotations"] = new JsonObject { [AnnotationKeys.MultusNetworks] = networks },
        },
        ["spec"] = new JsonObject
        {
            ["nodeSelector"] = new JsonObject { ["kubernetes.io/hostname"] = "node-1" },
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }),
        },
    }, Cancellation);
}
