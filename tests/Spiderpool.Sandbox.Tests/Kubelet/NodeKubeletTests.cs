using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Tests.Kubelet;

public sealed class NodeKubeletTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pod_gets_a_namespace_and_the_addresses_of_the_chain()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");

        var pod = await fixture.RunningAsync("web");

        Assert.Equal(["10.1.0.2", "fd00::2"], pod.PodIPs());
        Assert.True(pod.IsReady());
        Assert.Equal(["ADD one", "ADD two"], fixture.Plugins.Calls);
        var sandbox = Assert.Single(fixture.Sandboxes);
        Assert.Equal((pod.Metadata.Uid, true), (sandbox.Uid, sandbox.IsReady));
        using var netns = NetworkNamespace.Open(sandbox.NetNs);
        using var netlink = RouteNetlink.Open(netns);
        Assert.True(netlink.GetLink("lo").IsUp);
        Assert.Contains($"CNI_NETNS={sandbox.NetNs}", fixture.Plugins.EnvironmentOf("one", "ADD"));
        Assert.Contains($"CNI_CONTAINERID={sandbox.Id}", fixture.Plugins.EnvironmentOf("one", "ADD"));
    }

    [Fact]
    public async Task The_node_is_registered_as_ready_with_its_addresses()
    {
        await using var fixture = await KubeletFixture.StartAsync();

        var node = await fixture.Client.GetAsync<Node>(null, "node-1", Cancellation);

        Assert.Equal("True", Assert.Single(node.Status!.Conditions!).Status);
        Assert.Equal(["10.9.0.1"], Reports.NodeFields.InternalIPs(node));
    }

    [Fact]
    public async Task A_deleted_pod_is_detached_before_it_goes()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");
        await fixture.RunningAsync("web");
        var sandbox = Assert.Single(fixture.Sandboxes);
        fixture.Plugins.Forget();

        await fixture.Client.DeleteAsync<Pod>("default", "web", null, Cancellation);
        await fixture.PodAsync("web", pod => pod is null);

        Assert.Equal(["DEL two", "DEL one"], fixture.Plugins.Calls);
        Assert.Empty(fixture.Sandboxes);
        Assert.False(File.Exists(sandbox.NetNs));
    }

    [Fact]
    public async Task A_failure_is_an_event_with_the_plugins_words_is_undone_and_tried_again()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        fixture.Plugins.Fail("two", "ADD", 108, "IPsExhausted: all IP addresses used out");
        await fixture.CreatePodAsync("web");

        var failed = await fixture.EventAsync("FailedCreatePodSandBox");

        Assert.Equal(
            "Failed to create pod sandbox: plugin type=\"two\" failed (add): IPsExhausted: all IP addresses used out; do this",
            failed.Message);
        Assert.Equal("Warning", failed.Type);
        var pod = await fixture.PodAsync("web", pod => pod?.Status?.ContainerStatuses is { Count: > 0 });
        Assert.Equal("Pending", pod!.Status!.Phase);
        Assert.Equal(["ADD one", "ADD two", "DEL two", "DEL one"], fixture.Plugins.Calls.Take(4));

        fixture.Plugins.Heal("two", "ADD");
        await fixture.RunningAsync("web");
        Assert.Single(fixture.Sandboxes);
    }

    [Fact]
    public async Task A_pod_is_not_gone_while_a_plugin_cannot_detach_it()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");
        await fixture.RunningAsync("web");
        fixture.Plugins.Fail("one", "DEL", 11, "AgentUnreachable: no answer");

        await fixture.Client.DeleteAsync<Pod>("default", "web", null, Cancellation);
        var failed = await fixture.EventAsync("FailedKillPod");

        Assert.Contains("plugin type=\"one\" failed (del): AgentUnreachable: no answer", failed.Message);
        Assert.Single(fixture.Sandboxes);
        fixture.Plugins.Heal("one", "DEL");
        await fixture.PodAsync("web", pod => pod is null);
        Assert.Empty(fixture.Sandboxes);
    }

    [Fact]
    public async Task A_pod_in_the_network_of_the_node_has_the_addresses_of_the_node()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("host", new JsonObject { ["hostNetwork"] = true });

        var pod = await fixture.RunningAsync("host");

        Assert.Equal(["10.9.0.1"], pod.PodIPs());
        Assert.Empty(fixture.Plugins.Calls);
    }

    [Fact]
    public async Task A_new_pod_of_the_name_gets_a_sandbox_of_its_own()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");
        var first = await fixture.RunningAsync("web");

        // Gone at once, as with kubectl delete --force.
        await fixture.Server.Objects.DeleteAsync("v1", "Pod", "default", "web", Cancellation);
        await fixture.CreatePodAsync("web");
        await fixture.PodAsync("web", pod => pod?.Metadata.Uid != first.Metadata.Uid && pod?.Status?.Phase == "Running");

        Assert.Equal(["ADD one", "ADD two", "DEL two", "DEL one", "ADD one", "ADD two"], fixture.Plugins.Calls);
        Assert.NotEqual(first.Metadata.Uid, Assert.Single(fixture.Sandboxes).Uid);
    }
}
