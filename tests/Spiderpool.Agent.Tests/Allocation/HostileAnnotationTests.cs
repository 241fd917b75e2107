using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>Annotations are written by anybody: each bad one is one line with a reason, and takes nothing.</summary>
[Trait("Category", "ApiServer")]
public sealed class HostileAnnotationTests(ApiServerFixture server)
{
    public static TheoryData<string, string, string, string> Bad => new()
    {
        { AnnotationKeys.IPPool, "{", "InvalidAnnotation", "is not valid JSON" },
        { AnnotationKeys.IPPool, "[]", "InvalidAnnotation", "object" },
        { AnnotationKeys.IPPool, """{"ipv4":"a"}""", "InvalidAnnotation", "ipv4" },
        { AnnotationKeys.IPPool, """{"ipv4":["no-such-pool"]}""", "PoolNotFound", "SpiderIPPool no-such-pool, named for interface eth0" },
        { AnnotationKeys.IPPool, """{"ipv4":["no-such-*"]}""", "NoIPPoolAvailable", "no IPv4 pool matches no-such-*" },
        { AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["a"]},{"ipv4":["a"]}]""", "InvalidAnnotation", "all or to none" },
        { AnnotationKeys.IPPools, """[{"interface":"../../etc","ipv4":["a"]}]""", "InvalidAnnotation", "is no interface name" },
        { AnnotationKeys.IPPools, """[{"interface":"net1","ipv4":["a"]}]""", "NoAddressForInterface", "not interface eth0" },
        { AnnotationKeys.Routes, """[{"dst":"x","gw":"10.0.0.1"}]""", "InvalidAnnotation", "ipam.spidernet.io/routes" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_annotation_is_one_line_and_takes_nothing(string key, string value, string reason, string part)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("web", (key, value));

        var answer = await agent.AddAsync(bench.Add(pod, "s1"));

        Assert.Equal(500, answer.Code);
        Assert.StartsWith($"{reason}: ", answer.Error);
        Assert.Contains(part, answer.Error);
        Assert.DoesNotContain('\n', answer.Error);
        Assert.Null(await bench.EndpointAsync("web"));
    }

    [Fact]
    public async Task A_pool_of_the_wrong_family_says_so()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11");
        var pod = await bench.CreatePodAsync("web", (AnnotationKeys.IPPool, $$"""{"ipv4":["{{bench.Name("v6")}}"]}"""));

        var failure = (await agent.AddAsync(bench.Add(pod, "s1"))).AssertFailed(Reason.NoIPPoolAvailable);

        Assert.Contains($"{bench.Name("v6")}: FamilyMismatch", failure);
        Assert.Empty(await bench.RecordsAsync("v6"));
    }

    /// <summary>A real API server takes 256 KiB of annotations in all; what reads them must not count on that.</summary>
    [Theory]
    [InlineData(70_000)]
    [InlineData(250_000)]
    public async Task A_huge_value_is_refused_without_being_repeated(int length)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var pod = await bench.CreatePodAsync("web", (AnnotationKeys.IPPool, $$"""{"ipv4":["{{new string('x', length)}}"]}"""));

        var failure = (await agent.AddAsync(bench.Add(pod, "s1"))).AssertFailed(Reason.InvalidAnnotation);

        Assert.InRange(failure.Length, 1, 500);
    }
}
