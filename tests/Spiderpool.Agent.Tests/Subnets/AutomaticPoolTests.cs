using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Agent.Configuration;
using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Subnets;

/// <summary>Pods whose application has automatic pools, through the agent's socket (spec/ipam.md 7).</summary>
[Trait("Category", "ApiServer")]
public sealed class AutomaticPoolTests(ApiServerFixture server)
{
    private static readonly Func<AgentOptions, AgentOptions> Impatient =
        options => options with { AutomaticPoolPatience = TimeSpan.FromMilliseconds(200) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ADD_waits_for_the_pool_and_for_its_growth()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var subnet = await CreateSubnetAsync(bench, "10.110.0.0/24", "10.110.0.10-10.110.0.19");
        var app = await CreateJobAsync(bench);
        var first = agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p1", app, Subnet(subnet)), "s1"));
        var second = agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p2", app, Subnet(subnet)), "s2"));

        var pool = await bench.Client.CreateAsync(
            AutomaticPool.New(GroupOf(bench, app, subnet), subnet, bench.Name("auto")) with { Status = null }, Cancellation);
        await GrowAsync(bench, pool, "10.110.0.10");
        var winner = await await Task.WhenAny(first, second);
        Assert.Equal(["eth0 10.110.0.10/24"], winner.Addresses);
        Assert.False(first.IsCompleted && second.IsCompleted);
        await GrowAsync(bench, pool, "10.110.0.10-10.110.0.11");

        Assert.Equal(["eth0 10.110.0.10/24", "eth0 10.110.0.11/24"],
            (await Task.WhenAll(first, second)).SelectMany(answer => answer.Addresses).Order());
    }

    [Fact]
    public async Task An_ADD_says_that_a_subnet_is_missing_or_exhausted_or_that_no_pool_came()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync(configure: Impatient);
        var app = await CreateJobAsync(bench);
        var subnet = await CreateSubnetAsync(bench, "10.111.0.0/24", "10.111.0.10");
        var missing = subnet with { Metadata = new ObjectMeta { Name = bench.Name("missing") } };

        var absent = await agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p1", app, Subnet(missing)), "s1"));
        Assert.Contains($"{bench.Name("missing")}, named by Job", absent.AssertFailed(Reason.SubnetNotFound), StringComparison.Ordinal);
        var full = await agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p2", app, Subnet(subnet)), "s2"));
        full.AssertFailed(Reason.SubnetExhausted);
        await bench.Client.ReplaceStatusAsync(subnet with { Status = new() { FreeIPCount = 1 } }, Cancellation);
        var late = await agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p3", app, Subnet(subnet)), "s3"));
        Assert.Contains("none came within 0 s, see the events of Job", late.AssertFailed(Reason.AutomaticPoolPending),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task T00002_Pools_of_another_kind_of_application_are_made_by_the_agents_in_the_number_that_is_given()
    {
        await using var bench = await Bench.OpenAsync(server);
        HostedAgent[] agents =
            [await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"), await bench.StartAgentAsync("c", Impatient)];
        var subnet = await CreateSubnetAsync(bench, "10.112.0.0/24", "10.112.0.10-10.112.0.19");
        var app = await CreateThirdPartyAsync(bench);
        async Task<Answer> AddAsync(int i) => await agents[i < 4 ? i % 2 : 2].AddAsync(bench.Add(
            await CreatePodAsync(bench, $"p{i}", app, Subnet(subnet), (AnnotationKeys.IPPoolIPNumber, "4")), $"s{i}"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(AddAsync));

        Assert.Equal(Enumerable.Range(10, 4).Select(i => $"eth0 10.112.0.{i}/24"), answers.SelectMany(answer => answer.Addresses).Order());
        (await AddAsync(4)).AssertFailed(Reason.AutomaticPoolPending);
        var pool = Assert.Single(await PoolsAsync(bench, app));
        Assert.Equal(["10.112.0.10-10.112.0.13"], pool.Spec.Ips);
        Assert.Equal(("4", "ConfigMap"), (
            pool.Metadata.Annotation(AnnotationKeys.IPPoolIPNumber), AutomaticPool.ApplicationOf(pool)!.Kind));
        var entry = ControlledPools.Of(await bench.Client.GetAsync<SpiderSubnet>(null, subnet.Metadata.Name!, Cancellation)).Single();
        Assert.Equal((pool.Metadata.Name, pool.Metadata.Uid), (entry.Key, entry.Value.Uid));
        Assert.Equal(["10.112.0.10-10.112.0.13"], entry.Value.Ips);
    }

    [Theory]
    [InlineData("+1")]
    [InlineData(null)]
    public async Task Another_kind_of_application_needs_a_fixed_number(string? number)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        var subnet = await CreateSubnetAsync(bench, "10.113.0.0/24", "10.113.0.10-10.113.0.19");
        var app = await CreateThirdPartyAsync(bench);
        (string, string)[] annotations = number is null ? [Subnet(subnet)] : [Subnet(subnet), (AnnotationKeys.IPPoolIPNumber, number)];

        var answer = await agent.AddAsync(bench.Add(await CreatePodAsync(bench, "p1", app, annotations), "s1"));

        Assert.Contains("write a number without +", answer.AssertFailed(Reason.InvalidAnnotation), StringComparison.Ordinal);
        Assert.Empty(await PoolsAsync(bench, app));
    }

    [Fact]
    public async Task I00023_I00024_A_bare_pod_and_a_pod_without_automatic_pools_are_refused()
    {
        await using var bench = await Bench.OpenAsync(server);
        var subnet = await CreateSubnetAsync(bench, "10.114.0.0/24", "10.114.0.10-10.114.0.19");
        var agent = await bench.StartAgentAsync();
        var without = await bench.StartAgentAsync("b", options => options with { EnableAutoPoolForApplication = false });

        var bare = await agent.AddAsync(bench.Add(await bench.CreatePodAsync("bare", Subnet(subnet)), "s1"));
        Assert.Contains("no application owns it", bare.AssertFailed(Reason.SubnetNotSupported), StringComparison.Ordinal);
        var app = await CreateThirdPartyAsync(bench);
        var off = await without.AddAsync(bench.Add(
            await CreatePodAsync(bench, "off", app, Subnet(subnet), (AnnotationKeys.IPPoolIPNumber, "1")), "s2"));
        Assert.Contains("enableAutoPoolForApplication is false", off.AssertFailed(Reason.SubnetNotSupported), StringComparison.Ordinal);
        Assert.Empty(await PoolsAsync(bench, app));
    }

    private static (string, string) Subnet(SpiderSubnet subnet) => (AnnotationKeys.Subnet, $$"""{"ipv4":["{{subnet.Metadata.Name}}"]}""");

    private static Task<SpiderSubnet> CreateSubnetAsync(Bench bench, string cidr, string ips) => bench.Client.CreateAsync(
        new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = bench.Name("subnet") },
            Spec = new() { IpVersion = 4, Subnet = cidr, Ips = [ips] },
        }, Cancellation);

    private static async Task GrowAsync(Bench bench, SpiderIPPool pool, string ips)
    {
        while (true)
        {
            var latest = await bench.Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, Cancellation);
            try
            {
                await bench.Client.ReplaceAsync(latest with { Spec = latest.Spec with { Ips = [ips] } }, Cancellation);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The agent wrote a record.
            }
        }
    }

    private static PoolGroup GroupOf(Bench bench, OwnerReference app, SpiderSubnet subnet) => new(
        new TopController(app.ApiVersion, app.Kind, bench.Namespace, app.Name, app.Uid), "eth0", IPFamily.IPv4, [subnet.Metadata.Name!], 1,
        new AddressNumber(1, IsFlexible: false), Reclaim: true);

    private static async Task<IReadOnlyList<SpiderIPPool>> PoolsAsync(Bench bench, OwnerReference app)
    {
        var options = new ListOptions { LabelSelector = $"{LabelKeys.OwnerApplicationUid}={app.Uid}" };
        return (await bench.Client.ListAsync<SpiderIPPool>(null, options, Cancellation)).Items;
    }

    /// <summary>An application that the controller would watch; nobody makes pods of it.</summary>
    private static async Task<OwnerReference> CreateJobAsync(Bench bench)
    {
        var name = bench.Name("app");
        await bench.Client.CreateFromManifestAsync($"/apis/batch/v1/namespaces/{bench.Namespace}/jobs", $$"""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{name}}"},"spec":{"parallelism":0,
            "template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"none"}]} } } }
            """, Cancellation);
        return await OwnerAsync(bench, "batch/v1", "jobs", "Job", name);
    }

    /// <summary>An object that stands for one of a kind that nobody knows.</summary>
    private static async Task<OwnerReference> CreateThirdPartyAsync(Bench bench)
    {
        var name = bench.Name("app");
        await bench.Client.CreateFromManifestAsync($"/api/v1/namespaces/{bench.Namespace}/configmaps",
            $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"} }""", Cancellation);
        return await OwnerAsync(bench, "v1", "configmaps", "ConfigMap", name);
    }

    private static async Task<OwnerReference> OwnerAsync(Bench bench, string apiVersion, string plural, string kind, string name)
    {
        var metadata = await bench.Client.TryGetMetadataAsync(apiVersion, plural, bench.Namespace, name, Cancellation);
        return new OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = name, Uid = metadata!.Metadata.Uid!, Controller = true };
    }

    private static Task<Pod> CreatePodAsync(
        Bench bench, string name, OwnerReference app, params (string Key, string Value)[] annotations) =>
        bench.Client.CreateAsync(new Pod
        {
            Metadata = new ObjectMeta
            {
                Namespace = bench.Namespace,
                Name = name,
                Annotations = annotations.ToDictionary(pair => pair.Key, pair => pair.Value),
                OwnerReferences = [app],
            },
            Spec = new PodSpec
            {
                NodeName = bench.Name("a"),
                OtherFields = new() { ["containers"] = JsonSerializer.SerializeToElement(new[] { new { name = "main", image = "none" } }) },
            },
        }, Cancellation);
}
