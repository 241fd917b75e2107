using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Agent.Tests.Faults;

/// <summary>Agents whose caches show what was long ago.</summary>
public sealed class TwoAgentsTests
{
    [Fact]
    public async Task Agents_with_stale_caches_give_no_address_twice()
    {
        const int podsOfEach = 15;
        var (bench, server) = await Bench.OpenAloneAsync();
        await using var _ = bench;
        var agents = new[] { await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b") };
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.200");
        // From here on no watch brings anything, and none can be opened again.
        server.Faults = request => request.Verb is "LIST" or "WATCH" ? ApiFault.Fail(503) : null;
        server.CloseWatches();
        var adds = new List<Task<Answer>>();
        for (var i = 0; i < podsOfEach * 2; i++)
        {
            var pod = await bench.CreatePodAsync($"web-{i}", bench.IPPool("v4"), i % 2 == 0 ? "a" : "b");
            adds.Add(agents[i % 2].AddAsync(bench.Add(pod, $"s{i}")));
        }

        var answers = await Task.WhenAll(adds);
        server.Faults = null;

        var given = answers.SelectMany(answer => answer.Addresses).ToList();
        Assert.Equal(podsOfEach * 2, given.Distinct().Count());
        Assert.Equal(
            given.Select(text => text.Split(' ')[1].Split('/')[0]).Order(StringComparer.Ordinal),
            (await bench.RecordsAsync("v4")).Select(record => record.Split(' ')[0]).Order(StringComparer.Ordinal));
    }
}
