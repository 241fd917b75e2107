using System.Collections.Concurrent;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Agent.Tests.Faults;

/// <summary>The requests to the API server that docs/designs/0001-allocation.md promises, one by one.</summary>
public sealed class RequestCountTests
{
    private readonly ConcurrentQueue<string> _requests = new();

    [Fact]
    public async Task The_life_of_a_pod_costs_what_the_design_says()
    {
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::20");
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4", "v6"));
        await HostedAgent.SeesAsync(agent.Informers.Pods, pod.Key, seen => seen is not null);
        await HostedAgent.SeesAsync(agent.Informers.Namespaces, bench.Namespace, seen => seen is not null);
        server.Faults = Count;

        Assert.Equal(
            ["POST spiderendpoints", "PUT spiderippools/status", "PUT spiderippools/status"],
            await OfAsync(() => agent.AddAsync(bench.Add(pod, "s1"))));
        Assert.Equal(
            ["GET spiderippools", "GET spiderippools"], await OfAsync(() => agent.AddAsync(bench.Add(pod, "s1"))));
        Assert.Equal(
            ["GET pods", "GET spiderendpoints", "PUT spiderendpoints"], await OfAsync(() => agent.DelAsync(bench.Del(pod, "s1"))));
        Assert.Equal(
            ["GET spiderippools", "GET spiderippools", "PUT spiderendpoints"],
            await OfAsync(() => agent.AddAsync(bench.Add(pod, "s2"))));
        server.Faults = null;
        await bench.RemovePodAsync(pod);
        server.Faults = Count;
        Assert.Equal(
            ["DELETE spiderendpoints", "GET pods", "GET spiderendpoints", "PUT spiderendpoints", "PUT spiderippools/status",
                "PUT spiderippools/status"],
            await OfAsync(() => agent.DelAsync(bench.Del(pod, "s2"))));
        server.Faults = null;
    }

    [Fact]
    public async Task The_next_incarnation_of_a_static_pod_costs_what_the_design_says()
    {
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        await HostedAgent.SeesAsync(agent.Informers.Namespaces, bench.Namespace, seen => seen is not null);
        var set = await bench.CreateSetAsync(replicas: 1);
        var first = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), set: set);
        await HostedAgent.SeesAsync(agent.Informers.Pods, first.Key, seen => seen is not null);
        server.Faults = Count;
        Assert.Equal(
            ["GET spiderendpoints", "POST spiderendpoints", "PUT spiderippools/status"],
            await OfAsync(() => agent.AddAsync(bench.Add(first, "s1"))));
        server.Faults = null;
        await bench.RemovePodAsync(first);
        var second = await bench.CreatePodAsync("set-0", bench.IPPool("v4"), set: set);
        await HostedAgent.SeesAsync(agent.Informers.Pods, second.Key, seen => seen?.Metadata.Uid == second.Metadata.Uid);
        server.Faults = Count;

        Assert.Equal(
            ["GET pods", "GET spiderendpoints", "PUT spiderendpoints", "PUT spiderippools/status"],
            await OfAsync(() => agent.AddAsync(bench.Add(second, "s2"))));
        server.Faults = null;
    }

    private ApiFault? Count(ApiFaultRequest request)
    {
        if (request.Verb is not ("LIST" or "WATCH"))
        {
            _requests.Enqueue($"{request.Verb} {request.Resource}/{request.Subresource}".TrimEnd('/'));
        }
        return null;
    }

    /// <summary>Requests of one call that must succeed, sorted: interfaces and families are worked on in parallel.</summary>
    private async Task<IReadOnlyList<string>> OfAsync(Func<Task<Answer>> call)
    {
        _requests.Clear();
        var answer = await call();
        Assert.True(answer.Code == 200, answer.Body);
        return [.. _requests.Order(StringComparer.Ordinal)];
    }
}
