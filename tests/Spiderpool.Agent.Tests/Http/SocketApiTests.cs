using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Crds;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Http;

/// <summary>Paths, bodies and codes of spec/ipam.md 2.</summary>
[Trait("Category", "ApiServer")]
public sealed class SocketApiTests(ApiServerFixture server)
{
    [Fact]
    public async Task The_socket_serves_the_api_and_only_that()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();

        Assert.Equal(new Answer(200, ""), await agent.SendAsync(HttpMethod.Get, AgentPaths.Healthy));
        Assert.Equal(new Answer(200, ""), await agent.SendAsync(HttpMethod.Post, AgentPaths.Ips));
        foreach (var probe in new[] { AgentPaths.Startup, AgentPaths.Readiness, AgentPaths.Liveness })
        {
            Assert.Equal(501, (await agent.SendAsync(HttpMethod.Get, probe)).Code);
        }
        Assert.Equal(404, (await agent.SendAsync(HttpMethod.Get, "/v1/nothing")).Code);
        Assert.Equal(405, (await agent.SendAsync(HttpMethod.Put, AgentPaths.Ip, "{}")).Code);
    }

    [Fact]
    public async Task The_tcp_port_serves_the_probes_and_only_those()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        using var http = new HttpClient { BaseAddress = agent.TcpUrls[0] };

        Assert.True(agent.TcpUrls[0].IsLoopback);
        foreach (var probe in new[] { AgentPaths.Startup, AgentPaths.Readiness, AgentPaths.Liveness })
        {
            Assert.Equal(200, await CodeAsync(http, HttpMethod.Get, probe));
        }
        Assert.Equal(501, await CodeAsync(http, HttpMethod.Get, AgentPaths.Healthy));
        Assert.Equal(501, await CodeAsync(http, HttpMethod.Post, AgentPaths.Ip));
    }

    [Theory]
    [InlineData("POST", AgentPaths.Ip)]
    [InlineData("DELETE", AgentPaths.Ip)]
    [InlineData("DELETE", AgentPaths.Ips)]
    [InlineData("POST", AgentPaths.Gc)]
    public async Task A_body_that_is_no_object_of_the_request_is_refused(string method, string path)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();

        var hostile = new[]
        {
            "", "null", "[]", "{", """{"podNamespace":1,"validAttachments":1}""", new string('[', 50_000), "{\"\ud800\":1",
            $$"""{"{{new string('k', 50_000)}}""", $"\"{new string('x', AgentPaths.MaxBodyBytes)}\"", new string(' ', 10_000_000),
        };
        foreach (var body in hostile)
        {
            var failure = (await agent.SendAsync(new HttpMethod(method), path, body)).AssertFailed(Reason.BadRequest, 400);
            Assert.InRange(failure.Length, 1, 500);
        }
    }

    [Theory]
    [InlineData("""{"ifName":"eth0","podNamespace":"n","podName":"p"}""", "containerID")]
    [InlineData("""{"containerID":"c","podNamespace":"n","podName":"p"}""", "ifName")]
    [InlineData("""{"containerID":"c","ifName":"eth0","podName":"p"}""", "podNamespace")]
    [InlineData("""{"containerID":"c","ifName":"eth0","podNamespace":"n","podName":""}""", "podName")]
    public async Task A_missing_key_is_named(string body, string key)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();

        var failure = (await agent.SendAsync(HttpMethod.Post, AgentPaths.Ip, body)).AssertFailed(Reason.BadRequest, 400);

        Assert.Equal($"BadRequest: \"{key}\" is required and absent or empty", failure);
    }

    [Fact]
    public async Task A_failure_is_status_500_with_a_bare_json_string()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var body =
            $$"""{"containerID":"c","ifName":"eth0","podNamespace":"{{bench.Namespace}}","podName":"nobody","podUID":"","unknown":1}""";

        var answer = await agent.SendAsync(HttpMethod.Post, AgentPaths.Ip, body);

        Assert.Equal($"\"PodNotFound: pod {bench.Namespace}/nobody does not exist\"", answer.Body);
        Assert.Equal(500, answer.Code);
        // DEL of a pod that nobody knows has nothing to do.
        Assert.Equal(new Answer(200, ""), await agent.SendAsync(HttpMethod.Delete, AgentPaths.Ip, body));
    }

    [Fact]
    public async Task The_endpoint_of_a_pod_is_told_without_interface_names_in_its_routes()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", new SpiderIPPoolSpec
        {
            Subnet = "10.20.0.0/16",
            Ips = ["10.20.0.11"],
            Gateway = "10.20.0.1",
            Routes = [new PoolRoute { Dst = "10.99.0.0/16", Gw = "10.20.0.2" }],
        });
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(pod, "s1"));

        var answer = await agent.SendAsync(
            HttpMethod.Get, $"{AgentPaths.WorkloadEndpoint}?podNamespace={bench.Namespace}&podName=web");

        Assert.Equal($$"""
            {"podNamespace":"{{bench.Namespace}}","podName":"web","podUID":"{{pod.Metadata.Uid}}","node":"{{bench.Name("a")}}",
            "interfaces":[{"interface":"eth0","ipv4":"10.20.0.11/16","ipv4Pool":"{{bench.Name("v4")}}","ipv4Gateway":"10.20.0.1",
            "routes":[{"dst":"10.99.0.0/16","gw":"10.20.0.2"}]}]}
            """.Replace("\n", ""), answer.Body);
        (await agent.SendAsync(HttpMethod.Get, $"{AgentPaths.WorkloadEndpoint}?podNamespace=x&podName=y"))
            .AssertFailed(Reason.NotFound, 404);
        (await agent.SendAsync(HttpMethod.Get, AgentPaths.WorkloadEndpoint)).AssertFailed(Reason.BadRequest, 400);
    }

    private static async Task<int> CodeAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
