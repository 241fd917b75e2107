using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Http;

/// <summary>docs/reference/controller-api.md over HTTP, with tokens of the API server.</summary>
[Trait("Category", "ApiServer")]
public class ControllerApiTests(ApiServerFixture server)
{
    private const string Address = "10.93.0.5";

    [Fact]
    public async Task Who_is_not_known_or_not_allowed_is_told_so()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var reader = await ApiUser.CreateAsync(server, controller, "list", "spiderippools");
        using var nobody = ApiUser.Stranger(controller, token: null);
        using var liar = ApiUser.Stranger(controller, token: "made-up");

        var unnamed = await nobody.SendAsync(HttpMethod.Get, "/v1/ipam/status");
        var unknown = await liar.SendAsync(HttpMethod.Get, "/v1/ipam/status");
        var forbidden = await reader.SendAsync(HttpMethod.Post, "/v1/ipam/gc_ips");

        Assert.Equal((401, "Unauthenticated"), (unnamed.Code, Text(unnamed.Body, "reason")));
        Assert.Equal((401, "Unauthenticated"), (unknown.Code, Text(unknown.Body, "reason")));
        Assert.Equal((403, "Forbidden"), (forbidden.Code, Text(forbidden.Body, "reason")));
        Assert.DoesNotContain("made-up", unknown.Body.ToJsonString());
        ReasonsPage.AssertExample("Unauthenticated", Text(unnamed.Body, "message"));
        ReasonsPage.AssertExample("Forbidden", Text(forbidden.Body, "message").Replace(controller.Namespace, "shop"));
    }

    [Fact]
    public async Task Dry_run_lists_what_a_scan_would_free_and_frees_nothing()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var reader = await ApiUser.CreateAsync(server, controller, "list", "spiderippools");
        var pool = await LeakAsync(controller);

        var (code, report) = await reader.SendAsync(HttpMethod.Post, "/v1/ipam/gc_ips?dryRun=true");

        var finding = report["findings"]!.AsArray().Single(found => Text(found!, "pool") == pool)!;
        Assert.Equal(200, code);
        Assert.True(report["dryRun"]!.GetValue<bool>());
        Assert.Equal((Address, "HolderNotProvenGone"), (Text(finding, "ip"), Text(finding, "reason")));
        var stored = await controller.Client.GetAsync<SpiderIPPool>(null, pool, HostedController.Cancellation);
        Assert.Contains(Address, stored.Status!.AllocatedIPs);
    }

    [Fact]
    public async Task Address_of_a_gone_pod_is_shown_and_given_back_when_somebody_vouches()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var reader = await ApiUser.CreateAsync(server, controller, "list", "spiderippools");
        using var writer = await ApiUser.CreateAsync(server, controller, "update", "spiderippools/status", "writer");
        var pool = await LeakAsync(controller);

        var shown = await reader.SendAsync(HttpMethod.Get, $"/v1/ipam/ip?ip={Address}");
        var early = await writer.SendAsync(HttpMethod.Delete, $"/v1/ipam/ip?ip={Address}");
        var vouched = await writer.SendAsync(HttpMethod.Delete, $"/v1/ipam/ip?ip={Address}&force=true");
        var again = await writer.SendAsync(HttpMethod.Delete, $"/v1/ipam/ip?ip={Address}&force=true");

        var inPool = Assert.Single(shown.Body["pools"]!.AsArray())!;
        Assert.Equal((pool, "default/gone", "uid-of-gone"),
            (Text(inPool, "pool"), Text(inPool["holder"]!, "pod"), Text(inPool["holder"]!, "podUid")));
        Assert.Equal((409, "HolderNotProvenGone"), (early.Code, Text(early.Body, "reason")));
        Assert.Equal(200, vouched.Code);
        Assert.Equal(1, vouched.Body["released"]!.GetValue<int>());
        Assert.Equal((404, "NotFound"), (again.Code, Text(again.Body, "reason")));
    }

    [Fact]
    public async Task Address_of_a_live_pod_is_not_given_back_whoever_vouches()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var writer = await ApiUser.CreateAsync(server, controller, "update", "spiderippools/status");
        var pod = await CreatePodAsync(controller);
        await CreatePoolAsync(controller, pod.Key, pod.Metadata.Uid!);

        var (code, body) = await writer.SendAsync(HttpMethod.Delete, $"/v1/ipam/ip?ip={Address}&force=true");

        Assert.Equal((409, "HolderAlive"), (code, Text(body, "reason")));
    }

    [Fact]
    public async Task Address_that_a_pool_lost_is_recorded_for_its_live_pod_and_for_no_other()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var writer = await ApiUser.CreateAsync(server, controller, "update", "spiderippools/status");
        var pod = await CreatePodAsync(controller);
        var pool = await CreatePoolAsync(controller, pod: null, uid: null);

        var set = await writer.SendAsync(HttpMethod.Put, "/v1/ipam/ip", Assignment(pool, controller.Namespace, "web"));
        var gone = await writer.SendAsync(HttpMethod.Put, "/v1/ipam/ip", Assignment(pool, controller.Namespace, "nobody"));
        var other = await CreatePodAsync(controller, "other");
        var taken = await writer.SendAsync(HttpMethod.Put, "/v1/ipam/ip", Assignment(pool, controller.Namespace, other.Metadata.Name!));

        var holder = Assert.Single(set.Body["pools"]!.AsArray())!["holder"]!;
        Assert.Equal((pod.Key, pod.Metadata.Uid, "eth0"), (Text(holder, "pod"), Text(holder, "podUid"), Text(holder, "interface")));
        Assert.Equal((404, "PodNotFound"), (gone.Code, Text(gone.Body, "reason")));
        Assert.Equal(409, taken.Code);
        Assert.Contains(pod.Key, Text(taken.Body, "message"));
    }

    [Theory]
    [InlineData("GET", "/v1/ipam/ip", null)]
    [InlineData("GET", "/v1/ipam/ip?ip=10.1.2.300", null)]
    [InlineData("PUT", "/v1/ipam/ip", """{"ip":"nowhere"}""")]
    [InlineData("PUT", "/v1/ipam/ip", """["not","an","object"]""")]
    public async Task Bad_request_says_what_is_wrong(string method, string path, string? body)
    {
        await using var controller = await HostedController.StartAsync(server);
        using var user = await ApiUser.CreateAsync(server, controller, "*", "*");

        var answer = await user.SendAsync(new HttpMethod(method), path, body is null ? null : JsonNode.Parse(body));

        Assert.Equal((400, "BadRequest", "Failure"), (answer.Code, Text(answer.Body, "reason"), Text(answer.Body, "status")));
    }

    [Fact]
    public async Task Status_names_the_leader_and_the_last_scan()
    {
        await using var controller = await HostedController.StartAsync(server);
        using var user = await ApiUser.CreateAsync(server, controller, "*", "*");
        await user.SendAsync(HttpMethod.Post, "/v1/ipam/gc_ips");

        var (code, status) = await user.SendAsync(HttpMethod.Get, "/v1/ipam/status");

        Assert.Equal(200, code);
        Assert.Equal(("controller-0", "controller-0"), (Text(status, "instance"), Text(status, "leader")));
        Assert.True(status["synced"]!.GetValue<bool>());
        Assert.True(status["lastScan"]!["scanned"]!.GetValue<int>() >= 0);
    }

    [Fact]
    public async Task Replica_that_does_not_lead_names_the_one_that_does()
    {
        await using var leader = await HostedController.StartAsync(server);
        await using var other = await leader.StartReplicaAsync(server, "controller-1");
        using var user = await ApiUser.CreateAsync(server, other, "*", "*");

        var (code, body) = await user.SendAsync(HttpMethod.Post, "/v1/ipam/gc_ips");

        Assert.Equal((503, "NotLeader"), (code, Text(body, "reason")));
        ReasonsPage.AssertExample("NotLeader", Text(body, "message"));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static JsonObject Assignment(string pool, string ns, string pod) =>
        new() { ["ip"] = Address, ["pool"] = pool, ["podNamespace"] = ns, ["podName"] = pod };

    private static Task<string> LeakAsync(HostedController controller) => CreatePoolAsync(controller, "default/gone", "uid-of-gone");

    private static async Task<string> CreatePoolAsync(HostedController controller, string? pod, string? uid)
    {
        var pool = await controller.CreateAsync(new SpiderIPPool
        {
            Metadata = new() { Name = controller.Name("pool") },
            Spec = new() { IpVersion = 4, Subnet = "10.93.0.0/24", Ips = [Address] },
        });
        if (pod is not null)
        {
            var records = $$$"""{"{{{Address}}}":{"interface":"eth0","pod":"{{{pod}}}","podUid":"{{{uid}}}"}}""";
            var patch = new JsonObject { ["status"] = new JsonObject { ["allocatedIPs"] = records } };
            await controller.Client.PatchAsync<SpiderIPPool>(null, pool.Key, PatchType.Merge,
                Encoding.UTF8.GetBytes(patch.ToJsonString()), "status", HostedController.Cancellation);
        }
        await HostedController.UntilAsync(controller.Informers.Pools, pool.Key, cached =>
            cached is not null && (pod is null || cached.Status?.AllocatedIPs is not null));
        return pool.Metadata.Name!;
    }

    private static Task<Pod> CreatePodAsync(HostedController controller, string name = "web") =>
        controller.CreateAsync(Pods.New(controller.Namespace, name));
}
