using System.Text;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;
using static Spiderpool.Controller.Tests.Subnets.SubnetCluster;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>spec/testcases.md 7: pools that stay when their application goes, names, and annotations that change.</summary>
[Trait("Category", "ApiServer")]
public class KeptPoolCasesTests(ApiServerFixture server)
{
    private static readonly (string, string) Keep = (AnnotationKeys.IPPoolReclaim, "false");

    [Fact]
    public async Task I00015_Kept_pool_is_taken_over_by_the_next_application_of_its_name()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.130.0.0/24", "10.130.0.10-10.130.0.19");
        var (app, kept) = await KeepAsync(cluster, subnet, 3);

        await cluster.DeployAsync("web", 2, subnet, Keep);

        var pool = await cluster.UntilSizeAsync(app, 2);
        Assert.Equal(kept.Metadata.Uid, pool.Metadata.Uid);
        Assert.NotEqual(kept.Metadata.Label(LabelKeys.OwnerApplicationUid), pool.Metadata.Label(LabelKeys.OwnerApplicationUid));
        await cluster.UntilFreeAsync(subnet, 8);
    }

    [Fact]
    public async Task I00016_Kept_pool_is_not_for_an_application_of_another_kind()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.131.0.0/24", "10.131.0.10-10.131.0.19");
        var (app, kept) = await KeepAsync(cluster, subnet, 3);

        await cluster.CreateAsync("StatefulSet", app, 2, Subnet(subnet), Keep);

        var pools = await cluster.UntilPoolsAsync(app, pools => pools.Count == 2 && pools.All(pool => SizeOf(pool) > 0));
        var other = Assert.Single(pools, pool => pool.Metadata.Uid != kept.Metadata.Uid);
        Assert.Equal(("StatefulSet", "10.131.0.13-10.131.0.14"), (AutomaticPool.ApplicationOf(other)!.Kind, other.Spec.Ips!.Single()));
        Assert.Equal(["10.131.0.10-10.131.0.12"], pools.Single(pool => pool != other).Spec.Ips);
    }

    [Fact]
    public async Task I00019_Kept_pool_goes_when_its_label_says_so()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.132.0.0/24", "10.132.0.10-10.132.0.19");
        var (_, kept) = await KeepAsync(cluster, subnet, 3);

        var patch = $$"""{"metadata":{"labels":{"{{LabelKeys.IPPoolReclaim}}":"true"} } }""";
        await cluster.Client.PatchAsync<SpiderIPPool>(null, kept.Metadata.Name!, PatchType.Merge, Encoding.UTF8.GetBytes(patch),
            cancellationToken: TestContext.Current.CancellationToken);

        await cluster.UntilGoneAsync(kept);
        await cluster.UntilFreeAsync(subnet, 10);
    }

    [Fact]
    public async Task I00021_Application_with_more_interfaces_takes_over_the_pool_of_one()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.133.0.0/24", "10.133.0.10-10.133.0.19");
        var second = await cluster.CreateSubnetAsync("second", "10.134.0.0/24", "10.134.0.10-10.134.0.19");
        var (app, kept) = await KeepAsync(cluster, subnet, 2);

        await cluster.CreateAsync("Deployment", app, 2, Keep, (AnnotationKeys.Subnets,
            $$"""[{"interface":"eth0","ipv4":["{{subnet.Key}}"]},{"interface":"net1","ipv4":["{{second.Key}}"]}]"""));

        var pools = await cluster.UntilPoolsAsync(app, pools => pools.Count == 2 && pools.All(pool => SizeOf(pool) == 2
            && pool.Metadata.Label(LabelKeys.OwnerApplicationUid) != kept.Metadata.Label(LabelKeys.OwnerApplicationUid)));
        Assert.Equal(kept.Metadata.Uid, pools.Single(pool => pool.Metadata.Label(LabelKeys.Interface) == "eth0").Metadata.Uid);
        Assert.Equal("net1", pools.Single(pool => pool.Metadata.Uid != kept.Metadata.Uid).Metadata.Label(LabelKeys.Interface));
    }

    [Fact]
    public async Task I00012_Two_interfaces_and_two_families_have_a_pool_each()
    {
        await using var cluster = await StartAsync(server);
        var v4 = await cluster.CreateSubnetAsync("v4", "10.135.0.0/24", "10.135.0.10-10.135.0.19");
        var v6 = await cluster.CreateSubnetAsync("v6", "fd00:135::/64", "fd00:135::10-fd00:135::1f");
        var second = await cluster.CreateSubnetAsync("second", "10.136.0.0/24", "10.136.0.10-10.136.0.19");
        var second6 = await cluster.CreateSubnetAsync("second6", "fd00:136::/64", "fd00:136::10-fd00:136::1f");
        var annotation = $$"""
            [{"interface":"eth0","ipv4":["{{v4.Key}}"],"ipv6":["{{v6.Key}}"]},
             {"interface":"net1","ipv4":["{{second.Key}}"],"ipv6":["{{second6.Key}}"]}]
            """;
        var app = await cluster.CreateAsync("Deployment", cluster.Name("web"), 2, (AnnotationKeys.Subnets, annotation));

        var pools = await cluster.UntilPoolsAsync(app, pools => pools.Count == 4 && pools.All(pool => SizeOf(pool) == 2));

        Assert.Equal(["10.135.0.10-10.135.0.11 eth0", "10.136.0.10-10.136.0.11 net1", "fd00:135::10-fd00:135::11 eth0",
            "fd00:136::10-fd00:136::11 net1"],
            pools.Select(pool => $"{pool.Spec.Ips!.Single()} {pool.Metadata.Label(LabelKeys.Interface)}").Order());
    }

    [Fact]
    public async Task I00017_Very_long_name_of_an_application_gives_a_pool_with_a_valid_name_and_labels()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.137.0.0/24", "10.137.0.10-10.137.0.19");
        var name = cluster.Name("web") + "-" + new string('x', 230);
        await cluster.CreateAsync("Deployment", name, 2, Subnet(subnet));

        var pool = await cluster.UntilSizeAsync(name, 2);

        Assert.InRange(pool.Metadata.Name!.Length, 200, 253);
        Assert.InRange(pool.Metadata.Label(LabelKeys.OwnerApplicationName)!.Length, 50, 63);
        await cluster.DeleteAsync<Deployment>(name);
        await cluster.UntilGoneAsync(pool);
    }

    [Fact]
    public async Task Application_that_changes_its_subnet_gets_another_pool_unless_it_keeps_the_old_one()
    {
        await using var cluster = await StartAsync(server);
        var old = await cluster.CreateSubnetAsync("old", "10.138.0.0/24", "10.138.0.10-10.138.0.19");
        var other = await cluster.CreateSubnetAsync("other", "10.139.0.0/24", "10.139.0.10-10.139.0.19");
        var app = await cluster.DeployAsync("web", 2, old);
        var keeper = await cluster.DeployAsync("keeper", 2, old, Keep);
        await cluster.UntilSizeAsync(app, 2);
        await cluster.UntilSizeAsync(keeper, 2);

        await cluster.AnnotateAsync<Deployment>(app, Subnet(other));
        await cluster.AnnotateAsync<Deployment>(keeper, Subnet(other));

        var pools = await cluster.UntilPoolsAsync(
            app, pools => pools.Count == 1 && pools[0].Spec.Subnet == "10.139.0.0/24" && SizeOf(pools[0]) == 2);
        Assert.Equal(other.Key, pools.Single().Metadata.Label(LabelKeys.OwnerSpiderSubnet));
        await cluster.EventAsync(keeper, Reason.ApplicationSubnetChanged);
        Assert.Equal("10.138.0.0/24", Assert.Single(cluster.PoolsOf(keeper)).Spec.Subnet);
    }

    [Fact]
    public async Task Subnets_of_a_list_are_used_in_order_and_given_back_in_reverse()
    {
        await using var cluster = await StartAsync(server);
        var first = await cluster.CreateSubnetAsync("first", "10.140.0.0/24", "10.140.0.10-10.140.0.12");
        var second = await cluster.CreateSubnetAsync("second", "10.141.0.0/24", "10.141.0.10-10.141.0.19");
        var app = await cluster.CreateAsync("Deployment", cluster.Name("web"), 5, Subnet(first, second));

        await cluster.UntilPoolsAsync(app, pools => pools.Select(SizeOf).Order().SequenceEqual([2, 3]));
        await cluster.UntilFreeAsync(first, 0);
        await cluster.ScaleAsync<Deployment>(app, 2);

        Assert.Equal("10.140.0.0/24", (await cluster.UntilSizeAsync(app, 2)).Spec.Subnet);
        await cluster.UntilFreeAsync(second, 10);
    }

    [Fact]
    public async Task Annotation_that_cannot_be_used_is_an_event_and_leaves_the_pool_as_it_is()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.142.0.0/24", "10.142.0.10-10.142.0.19");
        var app = await cluster.DeployAsync("web", 2, subnet);
        var pool = await cluster.UntilSizeAsync(app, 2);

        await cluster.AnnotateAsync<Deployment>(app, (AnnotationKeys.IPPoolIPNumber, "++3"));

        await cluster.EventAsync(app, Reason.InvalidAnnotation);
        Assert.Equal(pool.Metadata.Uid, (await cluster.UntilSizeAsync(app, 2)).Metadata.Uid);
    }

    /// <summary>An application with a pool that stays, and is gone.</summary>
    private static async Task<(string App, SpiderIPPool Pool)> KeepAsync(SubnetCluster cluster, SpiderSubnet subnet, int size)
    {
        var app = await cluster.DeployAsync("web", size, subnet, Keep);
        var pool = await cluster.UntilSizeAsync(app, size);
        await cluster.DeleteAsync<Deployment>(app);
        var cancellation = TestContext.Current.CancellationToken;
        while (await cluster.Client.TryGetAsync<Deployment>(cluster.Hosted.Namespace, app, cancellation) is not null)
            await Task.Delay(20, cancellation);
        return (app, pool);
    }
}
