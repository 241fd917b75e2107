using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Agent.Tests.Faults;

/// <summary>
/// The agent's process is killed at each of its requests to the API server, before and after that takes effect, and started
/// again: a retry succeeds, nothing is held twice, nothing is lost.
/// </summary>
public sealed class KilledAgentTests : IAsyncLifetime
{
    private DirectoryInfo _folder = null!;
    private Bench _bench = null!;
    private ApiServer _server = null!;
    private SpawnedAgent? _agent;

    private string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(SpawnedAgent.Binary), "artifacts/bin-aot/spiderpool-agent is missing: make publish");
        _folder = Directory.CreateTempSubdirectory("killed-agent-");
        (_bench, _server) = await Bench.OpenAloneAsync();
        await File.WriteAllTextAsync(Kubeconfig, _server.Kubeconfig());
        await _bench.RegisterNodeAsync("a");
        await _bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.90");
        await _bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11-fd00:20::90");
    }

    public async ValueTask DisposeAsync()
    {
        End();
        if (_bench is not null) await _bench.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_anywhere_in_add_a_retry_succeeds_and_nothing_is_held_twice(bool takesEffect)
    {
        var killed = 0;
        for (var n = 1; ; n++)
        {
            var pod = await _bench.CreatePodAsync($"add-{n}", _bench.IPPool("v4", "v6"));
            // One that starts now knows the pod, so that each round makes the same requests.
            End();
            var wasKilled = await KillAtAsync(n, takesEffect, agent => agent.AddAsync(_bench.Add(pod, "s1")));
            if (wasKilled) killed++;

            // As a runtime does: the sandbox that failed goes, another one comes.
            if (wasKilled) Assert.Equal(200, (await (await AgentAsync()).DelAsync(_bench.Del(pod, "s1")))?.Code);
            var answer = await (await AgentAsync()).AddAsync(_bench.Add(pod, wasKilled ? "s2" : "s1"));

            Assert.Equal(2, answer!.Addresses.Count);
            Assert.Single(await _bench.RecordsAsync("v4"));
            Assert.Single(await _bench.RecordsAsync("v6"));
            await _bench.RemovePodAsync(pod);
            Assert.Equal(200, (await (await AgentAsync()).DelAsync(_bench.Del(pod, wasKilled ? "s2" : "s1")))?.Code);
            await AssertAllIsFreeAsync(pod);
            if (!wasKilled) break;
        }
        // Two pools and the endpoint; on a slow machine also what no watch has brought yet: the pod, its namespace.
        Assert.InRange(killed, 3, 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_anywhere_in_del_a_retry_frees_everything(bool takesEffect)
    {
        var killed = 0;
        for (var n = 1; ; n++)
        {
            var pod = await _bench.CreatePodAsync($"del-{n}", _bench.IPPool("v4", "v6"));
            Assert.Equal(200, (await (await AgentAsync()).AddAsync(_bench.Add(pod, "s1")))?.Code);
            await _bench.RemovePodAsync(pod);
            var wasKilled = await KillAtAsync(n, takesEffect, agent => agent.DelAsync(_bench.Del(pod, "s1")));
            if (wasKilled) killed++;

            Assert.Equal(200, (await (await AgentAsync()).DelAsync(_bench.Del(pod, "s1")))?.Code);
            await AssertAllIsFreeAsync(pod);
            if (!wasKilled) break;
        }
        // The pod, the endpoint, two pools, the endpoint twice more.
        Assert.InRange(killed, 6, 7);
    }

    /// <summary>Makes a call and kills the agent at its n-th request. False when it makes fewer.</summary>
    private async Task<bool> KillAtAsync(int n, bool takesEffect, Func<SpawnedAgent, Task<Answer?>> call)
    {
        var (agent, count) = (await AgentAsync(), 0);
        _server.Faults = request =>
        {
            if (request.Verb is "LIST" or "WATCH" || Interlocked.Increment(ref count) != n) return null;
            agent.Kill();
            return takesEffect ? ApiFault.DropAfter() : ApiFault.DropBefore();
        };
        var answer = await call(agent);
        _server.Faults = null;
        if (answer is not null) return false;
        End();
        return true;
    }

    private async Task<SpawnedAgent> AgentAsync() =>
        _agent ??= await SpawnedAgent.StartAsync(_folder, Kubeconfig, _bench.Name("a"));

    private void End()
    {
        _agent?.Dispose();
        _agent = null;
    }

    private async Task AssertAllIsFreeAsync(Pod pod)
    {
        Assert.Empty(await _bench.RecordsAsync("v4"));
        Assert.Empty(await _bench.RecordsAsync("v6"));
        Assert.Null(await _bench.EndpointAsync(pod.Metadata.Name!));
    }
}
