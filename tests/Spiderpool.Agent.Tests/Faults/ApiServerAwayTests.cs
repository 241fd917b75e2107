using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Agent.Tests.Faults;

/// <summary>The API server goes away, or its answers do: ADD fails at its deadline, and nothing is recorded twice after.</summary>
public sealed class ApiServerAwayTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    public static TheoryData<string, string> Faults => new()
    {
        { "spiderippools", "silent" }, { "spiderippools", "refusing" }, { "spiderippools", "deaf" }, { "spiderippools", "mute" },
        { "spiderendpoints", "silent" }, { "spiderendpoints", "refusing" }, { "spiderendpoints", "deaf" }, { "spiderendpoints", "mute" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_add_fails_at_its_deadline_with_a_reason_and_the_next_one_succeeds(string resource, string fault)
    {
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        var agent = await bench.StartAgentAsync(configure: options => options with { RequestTimeout = Deadline });
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4", "v6"));
        await HostedAgent.SeesAsync(agent.Informers.Pods, pod.Key, seen => seen is not null);
        server.Faults = request => request.Resource == resource && request.Verb is not ("LIST" or "WATCH") ? Make(fault) : null;

        var failure = await agent.AddAsync(bench.Add(pod, "s1"));
        server.Faults = null;

        Assert.Equal(500, failure.Code);
        Assert.Matches("^(ApiServerUnavailable|DeadlineExceeded): ", failure.Error);
        Assert.DoesNotContain('\n', failure.Error);

        // The deadline of this agent is short for a busy machine: the runtime tries again, too.
        await RepeatAsync(() => agent.AddAsync(bench.Add(pod, "s2")));
        Assert.Single(await bench.RecordsAsync("v4"));
        Assert.Single(await bench.RecordsAsync("v6"));
        Assert.Equal("s2", (await bench.EndpointAsync("web"))!.Status!.Current.SandboxID);
    }

    [Fact]
    public async Task A_del_finds_the_record_of_an_add_whose_answer_was_lost_though_no_watch_shows_it()
    {
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        var agent = await bench.StartAgentAsync(configure: options => options with { RequestTimeout = Deadline });
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));
        server.Faults = request => request.Verb is "LIST" or "WATCH" ? ApiFault.Fail(503)
            : request.Subresource == "status" ? ApiFault.DropAfter()
            : request is { Resource: "spiderippools", Verb: "GET" } && request.UserAgent.StartsWith("spiderpool-agent") ? ApiFault.Fail(503)
            : null;
        server.CloseWatches();
        Assert.Equal(500, (await agent.AddAsync(bench.Add(pod, "s1"))).Code);
        Assert.Single(await bench.RecordsAsync("v4"));

        server.Faults = request => request.Verb is "LIST" or "WATCH" ? ApiFault.Fail(503) : null;
        await bench.RemovePodAsync(pod);
        await RepeatAsync(() => agent.DelAsync(bench.Del(pod, "s1")));
        server.Faults = null;

        Assert.Empty(await bench.RecordsAsync("v4"));
        Assert.Null(await bench.EndpointAsync("web"));
    }

    [Fact]
    public async Task An_agent_that_has_not_seen_the_api_server_yet_says_so()
    {
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        await bench.RegisterNodeAsync("a");
        server.Faults = request => request.Verb == "LIST" ? ApiFault.Fail(503) : null;
        await using var agent = await HostedAgent.StartAsync(bench.ApiOptions, bench.Name("a"), waitUntilReady: false);
        using var probes = new HttpClient { BaseAddress = agent.TcpUrls[0] };

        (await agent.SendAsync(HttpMethod.Get, AgentPaths.Healthy)).AssertFailed(Reason.AgentNotReady);
        (await agent.SendAsync(HttpMethod.Post, AgentPaths.Ip, "{}")).AssertFailed(Reason.AgentNotReady);
        Assert.Equal(500, await CodeAsync(probes, AgentPaths.Readiness));
        Assert.Equal(200, await CodeAsync(probes, AgentPaths.Liveness));
        server.Faults = null;
    }

    /// <summary>As a runtime does, some dozen times.</summary>
    private static async Task RepeatAsync(Func<Task<Answer>> call)
    {
        Answer answer;
        var tries = 0;
        do answer = await call();
        while (answer.Code != 200 && ++tries < 50);
        Assert.True(answer.Code == 200, answer.Body);
    }

    private static async Task<int> CodeAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static ApiFault Make(string fault) => fault switch
    {
        "silent" => ApiFault.After(TimeSpan.FromMinutes(1)),
        "refusing" => ApiFault.Fail(503),
        "deaf" => ApiFault.DropBefore(),
        _ => ApiFault.DropAfter(),
    };
}
