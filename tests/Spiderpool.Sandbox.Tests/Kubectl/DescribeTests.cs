using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class DescribeTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_pool_is_described_with_its_fields_and_events(string version)
    {
        var pool = await CreatePoolAsync("pool");
        await CreateEventAsync(
            "SpiderIPPool", "spiderpool.spidernet.io/v2beta1", pool, "IPPoolExhausted", "all 10 addresses are held", "default");

        var text = await Kubectl(version).OutputOfAsync("describe", "sp", Scope.Name("pool"));

        Assert.Matches($@"Name: +{Scope.Name("pool")}\n", text);
        Assert.Matches(@"\n  Subnet: +10\.20\.0\.0/24\n", text);
        Assert.Matches(@"Warning +IPPoolExhausted +\S+ +tests +all 10 addresses are held", text);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_pod_is_described_with_its_containers_and_events(string version)
    {
        var kubectl = Kubectl(version);
        (await kubectl.RunWithInputAsync(Pod("pod"), "create", "-f", "-")).Succeeded();
        var pod = (await Api.GetAsync($"/api/v1/namespaces/{Scope.Namespace}/pods/pod", Cancellation)).Expect(200).Body;
        await CreateEventAsync("Pod", "v1", pod, "IPAllocationFailed", "no pool fits", Scope.Namespace);

        var text = await kubectl.OutputOfAsync("describe", "pod", "pod");

        Assert.Matches(@"Status: +Pending\n", text);
        Assert.Matches(@"\n    Image: +localhost/none:1\n", text);
        Assert.Matches(@"\n      A: +a\n", text);
        Assert.Matches(@"Warning +IPAllocationFailed +\S+ +tests +no pool fits", text);
        Assert.Contains("IPAllocationFailed", await kubectl.OutputOfAsync("get", "events"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_node_is_described_and_can_be_tainted_and_cordoned(string version)
    {
        var (kubectl, name) = (Kubectl(version), Scope.Name("node"));
        var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["rack"] = "7" } } };
        (await Api.PostAsync("/api/v1/nodes", node, Cancellation)).Expect(201);

        await kubectl.OutputOfAsync("taint", "node", name, "first=1:NoSchedule", "second=2:NoExecute");
        await kubectl.OutputOfAsync("taint", "node", name, "first-");
        await kubectl.OutputOfAsync("cordon", name);
        var text = await kubectl.OutputOfAsync("describe", "node", name);

        Assert.Matches($@"Name: +{name}\n", text);
        Assert.Contains("rack=7", text);
        Assert.Contains("second=2:NoExecute", text);
        Assert.DoesNotContain("first=1:NoSchedule", text);
        Assert.Matches(@"Unschedulable: +true\n", text);
        Assert.Contains("SchedulingDisabled", await kubectl.OutputOfAsync("get", "node", name));
    }

    private async Task CreateEventAsync(string kind, string apiVersion, JsonObject about, string reason, string message, string @namespace)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var target = new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = apiVersion,
            ["name"] = about["metadata"]!["name"]!.GetValue<string>(),
            ["uid"] = about["metadata"]!["uid"]!.GetValue<string>(),
        };
        if (about["metadata"]!["namespace"] is { } place)
            target["namespace"] = place.GetValue<string>();
        (await Api.PostAsync($"/api/v1/namespaces/{@namespace}/events", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = Scope.Name("event") },
            ["involvedObject"] = target,
            ["type"] = "Warning",
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = new JsonObject { ["component"] = "tests" },
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
        }, Cancellation)).Expect(201);
    }
}
