using Spiderpool.Agent.Tests.Fixtures;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Cases;

/// <summary>The field's catalogue: what pools give, and to whom (docs/reference/conformance.md, areas D, E and S).</summary>
[Trait("Category", "ApiServer")]
public sealed class PoolCasesTests(ApiServerFixture server)
{
    private const string Subnet = "10.20.0.0/16";

    [Fact]
    public async Task D00002_Edited_gateway_and_routes_are_for_new_pods()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec() with { Gateway = "10.20.0.1", Routes = [RouteTo("10.98.0.0/16")] });
        var early = await bench.CreatePodAsync("early", bench.IPPool("v4"));
        var before = (await agent.AddAsync(bench.Add(early, "s1"))).Added;

        await bench.ChangePoolAsync("v4", spec => spec with { Gateway = "10.20.0.2", Routes = [RouteTo("10.99.0.0/16")] });
        var late = await bench.CreatePodAsync("late", bench.IPPool("v4"));
        var after = (await agent.AddAsync(bench.Add(late, "s2"))).Added;
        var again = (await agent.AddAsync(bench.Add(early, "s3"))).Added;

        Assert.Equal(["0.0.0.0/0 10.20.0.1", "10.98.0.0/16 10.20.0.9"], before.Routes.Select(route => $"{route.Dst} {route.Gw}"));
        Assert.Equal(["0.0.0.0/0 10.20.0.2", "10.99.0.0/16 10.20.0.9"], after.Routes.Select(route => $"{route.Dst} {route.Gw}"));
        Assert.Equal(before.Routes, again.Routes);
    }

    [Fact]
    public async Task D00005_Disabled_pool_gives_nothing_and_takes_back()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec());
        var early = await bench.CreatePodAsync("early", bench.IPPool("v4"));
        await agent.AddAsync(bench.Add(early, "s1"));
        await bench.ChangePoolAsync("v4", spec => spec with { Disable = true });
        var late = await bench.CreatePodAsync("late", bench.IPPool("v4"));

        var refused = (await agent.AddAsync(bench.Add(late, "s2"))).AssertFailed(Reason.NoIPPoolAvailable);
        await bench.RemovePodAsync(early);
        Assert.Equal(200, (await agent.DelAsync(bench.Del(early, "s1"))).Code);

        Assert.Contains(Reason.PoolDisabled.Name, refused);
        Assert.Empty(await bench.RecordsAsync("v4"));
    }

    [Theory]
    [InlineData("net-a", "net-b", true)]
    [InlineData("net-x", "net-b", false)]
    [InlineData("net-a", "net-x", false)]
    public async Task D00009_D00010_Network_of_each_interface_must_be_one_of_the_pool(string first, string second, bool passes)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("a", Spec() with { MultusName = [$"{bench.Namespace}/net-a"] });
        await bench.CreatePoolAsync("b", Spec(3) with { MultusName = [$"{bench.Namespace}/net-b"] });
        foreach (var (name, names) in new[] { ("named", new[] { "eth0", "net1" }), ("unnamed", [null!, null!]) })
        {
            var (key, value) = bench.IPPools((names[0], ["a"]), (names[1], ["b"]));
            var pod = await bench.CreatePodAsync(Annotated(name, (key, value), (AnnotationKeys.MultusDefaultNetwork, first),
                (AnnotationKeys.MultusNetworks, second)), "a");

            var answer = await agent.AddAsync(bench.Add(pod, $"s-{name}"));

            if (passes) Assert.Equal(2, answer.Added.Ips.Count);
            else Assert.Contains(Reason.NetworkMismatch.Name, answer.AssertFailed(Reason.NoIPPoolAvailable));
        }
    }

    [Theory]
    [InlineData("a", "zone-1", true)] // D00011
    [InlineData("other", "zone-1", false)] // D00012, D00013: the name beats the labels
    [InlineData("a", "zone-2", true)] // D00013
    [InlineData(null, "zone-1", true)] // L00001
    [InlineData(null, "zone-2", false)] // L00002
    public async Task D00011_to_D00013_L00001_L00002_Node_is_allowed_by_name_before_labels(string? node, string zone, bool passes)
    {
        await using var bench = await Bench.OpenAsync(server);
        await bench.RegisterNodeAsync("a", ("zone", "zone-1"));
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec() with
        {
            NodeName = node is null ? null : [bench.Name(node)],
            NodeAffinity = Labels("zone", zone),
        });
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));

        await AssertAsync(bench, await agent.AddAsync(bench.Add(pod, "s1")), passes, Reason.NodeMismatch);
    }

    [Theory]
    [InlineData(true, "red", true)] // D00014
    [InlineData(false, "red", false)] // D00015, D00016: the name beats the labels
    [InlineData(true, "blue", true)] // D00016
    [InlineData(null, "red", true)] // L00003
    [InlineData(null, "blue", false)] // L00004
    public async Task D00014_to_D00016_L00003_L00004_Namespace_is_allowed_by_name_before_labels(bool? isNamed, string team, bool passes)
    {
        await using var bench = await Bench.OpenAsync(server);
        await bench.Client.PatchAsync<Api.Core.Namespace>(null, bench.Namespace, Kubernetes.PatchType.Merge,
            """{"metadata":{"labels":{"team":"red"}}}"""u8.ToArray(), null, TestContext.Current.CancellationToken);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec() with
        {
            NamespaceName = isNamed is null ? null : [isNamed.Value ? bench.Namespace : "other"],
            NamespaceAffinity = Labels("team", team),
        });
        var pod = await bench.CreatePodAsync("web", bench.IPPool("v4"));

        await AssertAsync(bench, await agent.AddAsync(bench.Add(pod, "s1")), passes, Reason.NamespaceMismatch);
    }

    [Theory]
    [InlineData("web", true)] // L00005
    [InlineData("db", false)] // L00006
    public async Task L00005_L00006_Pod_is_allowed_by_its_labels(string app, bool passes)
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec() with { PodAffinity = Labels("app", "web") });
        var labels = new Dictionary<string, string> { ["app"] = app };
        var pod = await bench.CreatePodAsync(Annotated("web", bench.IPPool("v4")) with { Labels = labels }, "a");

        await AssertAsync(bench, await agent.AddAsync(bench.Add(pod, "s1")), passes, Reason.PodMismatch);
    }

    [Fact]
    public async Task L00007_Pods_of_each_zone_get_addresses_of_the_pool_of_their_zone()
    {
        await using var bench = await Bench.OpenAsync(server);
        foreach (var (node, zone) in new[] { ("a", "zone-1"), ("b", "zone-2") }) await bench.RegisterNodeAsync(node, ("zone", zone));
        var (a, b) = (await bench.StartAgentAsync("a"), await bench.StartAgentAsync("b"));
        await bench.CreatePoolAsync("z1", Spec(1) with { NodeAffinity = Labels("zone", "zone-1") });
        await bench.CreatePoolAsync("z2", Spec(2) with { NodeAffinity = Labels("zone", "zone-2") });
        var (onA, onB) = (await bench.CreatePodAsync("ds-a", bench.IPPool("z1", "z2"), "a"),
            await bench.CreatePodAsync("ds-b", bench.IPPool("z1", "z2"), "b"));

        Assert.Equal(["eth0 10.20.1.11/16"], (await a.AddAsync(bench.Add(onA, "s1"))).Addresses);
        Assert.Equal(["eth0 10.20.2.11/16"], (await b.AddAsync(bench.Add(onB, "s2"))).Addresses);
    }

    [Fact]
    public async Task L00009_Namespace_has_many_pools_and_a_pool_serves_two_namespaces()
    {
        await using var bench = await Bench.OpenAsync(server);
        await using var other = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("a", Spec(1));
        await bench.CreatePoolAsync("b", Spec(2));
        var (first, second) = (await bench.CreatePodAsync("w1", bench.IPPool("a")), await bench.CreatePodAsync("w2", bench.IPPool("b")));
        var third = await other.CreatePodAsync("w1", bench.IPPool("a"));

        Assert.Equal(["eth0 10.20.1.11/16"], (await agent.AddAsync(bench.Add(first, "s1"))).Addresses);
        Assert.Equal(["eth0 10.20.2.11/16"], (await agent.AddAsync(bench.Add(second, "s2"))).Addresses);
        Assert.Equal(["eth0 10.20.1.12/16"], (await agent.AddAsync(other.Add(third, "s3"))).Addresses);
    }

    [Fact]
    public async Task A00002_Routes_of_the_pod_come_beside_those_of_the_pool()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec() with { Gateway = "10.20.0.1" });
        var routes = (AnnotationKeys.Routes, """[{"dst":"10.97.0.0/16","gw":"10.20.0.7"}]""");
        var pod = await bench.CreatePodAsync(Annotated("web", bench.IPPool("v4"), routes), "a");

        var added = (await agent.AddAsync(bench.Add(pod, "s1"))).Added;

        Assert.Equal(["0.0.0.0/0 10.20.0.1", "10.97.0.0/16 10.20.0.7"], added.Routes.Select(route => $"{route.Dst} {route.Gw}"));
    }

    [Fact]
    public async Task E00007_A00008_Pod_with_a_very_long_manifest_gets_an_address()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v4", Spec());
        // All annotations of an object may have 256 KiB.
        var pod = await bench.CreatePodAsync(Annotated("web", bench.IPPool("v4"), ("example.com/long", new string('x', 200_000))), "a");

        Assert.Equal(["eth0 10.20.1.11/16"], (await agent.AddAsync(bench.Add(pod, "s1"))).Addresses);
    }

    [Fact]
    public async Task E00008_A00016_Pod_of_two_interfaces_of_which_one_pool_is_full_holds_nothing_however_often_it_tries()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("one", Subnet, "10.20.1.11");
        await bench.CreatePoolAsync("more", Spec(2));
        var annotation = bench.IPPools(("eth0", ["one"]), ("net1", ["more"]));
        var (first, second) = (await bench.CreatePodAsync("w1", annotation), await bench.CreatePodAsync("w2", annotation));
        Assert.Equal(2, (await agent.AddAsync(bench.Add(first, "s1"))).Added.Ips.Count);

        for (var attempt = 2; attempt < 6; attempt++)
        {
            var refused = (await agent.AddAsync(bench.Add(second, $"s{attempt}"))).AssertFailed(Reason.IPsExhausted);
            Assert.Contains("all IP addresses used out", refused);
        }

        Assert.Equal(["10.20.1.11 w1 eth0"], await bench.RecordsAsync("one"));
        Assert.Equal(["10.20.2.11 w1 net1"], await bench.RecordsAsync("more"));
    }

    [Fact]
    public async Task E00009_Pools_of_one_family_give_that_family_alone()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        await bench.CreatePoolAsync("v6", "fd00:20::/64", "fd00:20::11");
        var pod = await bench.CreatePodAsync("web", bench.IPPools(("eth0", ["v6"])));

        Assert.Equal(["eth0 fd00:20::11/64"], (await agent.AddAsync(bench.Add(pod, "s1"))).Addresses);
    }

    [Fact]
    public async Task S00001_S00002_Reserved_and_excluded_addresses_are_not_given()
    {
        await using var bench = await Bench.OpenAsync(server);
        var agent = await bench.StartAgentAsync();
        // Reserved addresses count for every pool of the server: no other test has these.
        var reserved = await bench.Client.CreateAsync(
            new SpiderReservedIP
            {
                Metadata = new ObjectMeta { Name = bench.Name("reserved") },
                Spec = new SpiderReservedIPSpec { IpVersion = 4, Ips = ["10.77.1.11"] },
            }, TestContext.Current.CancellationToken);
        await HostedAgent.SeesAsync(agent.Informers.ReservedIPs, reserved.Key, seen => seen is not null);
        await bench.CreatePoolAsync("v4", new SpiderIPPoolSpec
        {
            Subnet = "10.77.0.0/16",
            Ips = ["10.77.1.11-10.77.1.13"],
            ExcludeIPs = ["10.77.1.12"],
        });
        var (first, second) = (await bench.CreatePodAsync("w1", bench.IPPool("v4")), await bench.CreatePodAsync("w2", bench.IPPool("v4")));

        Assert.Equal(["eth0 10.77.1.13/16"], (await agent.AddAsync(bench.Add(first, "s1"))).Addresses);
        Assert.Contains("reserved 1", (await agent.AddAsync(bench.Add(second, "s2"))).AssertFailed(Reason.IPsExhausted));
    }

    private static SpiderIPPoolSpec Spec(int block = 1) =>
        new() { Subnet = Subnet, Ips = [$"10.20.{block}.11-10.20.{block}.20"] };

    private static PoolRoute RouteTo(string destination) => new() { Dst = destination, Gw = "10.20.0.9" };

    private static LabelSelector Labels(string key, string value) =>
        new() { MatchLabels = new Dictionary<string, string> { [key] = value } };

    private static ObjectMeta Annotated(string name, params (string Key, string Value)[] annotations) =>
        new() { Name = name, Annotations = annotations.ToDictionary(pair => pair.Key, pair => pair.Value) };

    private static async Task AssertAsync(Bench bench, Answer answer, bool passes, Reason reason)
    {
        if (passes) Assert.Equal(["eth0 10.20.1.11/16"], answer.Addresses);
        else Assert.Contains(reason.Name, answer.AssertFailed(Reason.NoIPPoolAvailable));
        Assert.Equal(passes ? 1 : 0, (await bench.RecordsAsync("v4")).Count);
    }
}
