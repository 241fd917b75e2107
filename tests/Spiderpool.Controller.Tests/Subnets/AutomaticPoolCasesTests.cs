using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.TestCluster;
using static Spiderpool.Controller.Tests.Subnets.SubnetCluster;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>spec/testcases.md 7: automatic pools of applications, on an API server.</summary>
[Trait("Category", "ApiServer")]
public class AutomaticPoolCasesTests(ApiServerFixture server)
{
    [Fact]
    public async Task I00003_Automatic_pool_of_a_Deployment_is_created_scaled_and_deleted()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.100.0.0/24", "10.100.0.10-10.100.0.29");
        var app = await cluster.DeployAsync("web", 2, subnet);
        var pool = await cluster.UntilSizeAsync(app, 2);
        await cluster.UntilFreeAsync(subnet, 18);
        await cluster.ScaleAsync<Deployment>(app, 5);
        await cluster.UntilSizeAsync(app, 5);
        await cluster.UntilFreeAsync(subnet, 15);
        await cluster.ScaleAsync<Deployment>(app, 2);
        pool = await cluster.UntilSizeAsync(app, 2);
        await cluster.UntilFreeAsync(subnet, 18);

        Assert.Equal(["10.100.0.10-10.100.0.11"], pool.Spec.Ips);
        Assert.Equal((subnet.Metadata.Name, "apps_v1", "Deployment", app, "eth0", "IPv4", "true", "10-100-0-0-24"), (
            pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet), pool.Metadata.Label(LabelKeys.OwnerApplicationGv),
            pool.Metadata.Label(LabelKeys.OwnerApplicationKind), pool.Metadata.Label(LabelKeys.OwnerApplicationName),
            pool.Metadata.Label(LabelKeys.Interface), pool.Metadata.Label(LabelKeys.IPVersion),
            pool.Metadata.Label(LabelKeys.IPPoolReclaim), pool.Metadata.Label(LabelKeys.IPPoolCidr)));
        await cluster.EventAsync(app, Reason.AutomaticPoolCreated);
        await cluster.EventAsync(app, Reason.AutomaticPoolScaled);
        await cluster.DeleteAsync<Deployment>(app);
        await cluster.UntilGoneAsync(pool);
        await cluster.UntilFreeAsync(subnet, 20);
    }

    [Theory]
    [InlineData("ReplicaSet", 3)]
    [InlineData("StatefulSet", 3)]
    [InlineData("Job", 3)]
    [InlineData("CronJob", 3)]
    public async Task I00003_Automatic_pool_of_another_kind_has_an_address_for_each_pod(string kind, int pods)
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.101.0.0/24", "10.101.0.10-10.101.0.29");
        var app = await cluster.CreateAsync(kind, cluster.Name("app"), pods, Subnet(subnet));

        var pool = await cluster.UntilSizeAsync(app, pods);

        Assert.Equal(kind, AutomaticPool.ApplicationOf(pool)!.Kind);
        Assert.Equal("+0", pool.Metadata.Annotation(AnnotationKeys.IPPoolIPNumber));
        await (kind switch
        {
            "ReplicaSet" => cluster.DeleteAsync<ReplicaSet>(app),
            "StatefulSet" => cluster.DeleteAsync<StatefulSet>(app),
            "Job" => cluster.DeleteAsync<Job>(app),
            _ => cluster.DeleteAsync<CronJob>(app),
        });
        await cluster.UntilGoneAsync(pool);
        await cluster.UntilFreeAsync(subnet, 20);
    }

    [Fact]
    public async Task I00003_Automatic_pool_of_a_DaemonSet_has_an_address_for_each_node()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.102.0.0/24", "10.102.0.10-10.102.0.29");
        var app = await cluster.CreateAsync("DaemonSet", cluster.Name("app"), 0, Subnet(subnet), (AnnotationKeys.IPPoolIPNumber, "+1"));
        await cluster.UntilPoolsAsync(app, pools => pools.Count == 1);

        var status = new JsonObject
        {
            ["desiredNumberScheduled"] = 4,
            ["currentNumberScheduled"] = 0,
            ["numberMisscheduled"] = 0,
            ["numberReady"] = 0,
        };
        await cluster.PatchAsync<DaemonSet>(app, new JsonObject { ["status"] = status }, "status");

        await cluster.UntilSizeAsync(app, 5);
    }

    [Fact]
    public async Task I00004_I00011_Excluded_and_reserved_addresses_are_never_given()
    {
        await using var cluster = await StartAsync(server);
        var reserved = new SpiderReservedIP
        {
            Metadata = new() { Name = cluster.Name("reserved") },
            Spec = new() { IpVersion = 4, Ips = ["10.103.0.11"] },
        };
        await TestController.SeenAsync(await cluster.Hosted.CreateAsync(reserved), cluster.Hosted.Informers.ReservedIPs);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.103.0.0/24", "10.103.0.10-10.103.0.14");
        subnet = await cluster.Client.ReplaceAsync(
            subnet with { Spec = subnet.Spec with { ExcludeIPs = ["10.103.0.13"] } }, TestContext.Current.CancellationToken);
        await cluster.UntilFreeAsync(subnet, 3);

        var app = await cluster.DeployAsync("web", 3, subnet);

        Assert.Equal(["10.103.0.10", "10.103.0.12", "10.103.0.14"], (await cluster.UntilSizeAsync(app, 3)).Spec.Ips);
        var second = await cluster.DeployAsync("second", 1, subnet);
        await cluster.EventAsync(second, Reason.SubnetExhausted);
    }

    [Fact]
    public async Task Addresses_that_pods_hold_stay_until_the_pods_are_gone()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.104.0.0/24", "10.104.0.10-10.104.0.19");
        var app = await cluster.DeployAsync("web", 4, subnet);
        var pool = await cluster.UntilSizeAsync(app, 4);
        await cluster.HoldAsync(pool, "u1", "u2", "u3", "u4");
        await cluster.ScaleAsync<Deployment>(app, 1);
        await cluster.ReleaseAsync(pool, "u1", "u3");

        pool = await cluster.UntilSizeAsync(app, 2);
        Assert.Equal(["10.104.0.11", "10.104.0.13"], pool.Spec.Ips);
        await cluster.ReleaseAsync(pool, "u4");
        Assert.Equal(["10.104.0.11"], (await cluster.UntilSizeAsync(app, 1)).Spec.Ips);
        await cluster.UntilFreeAsync(subnet, 9);
    }

    [Fact]
    public async Task Pool_of_a_deleted_application_goes_when_its_last_address_is_back()
    {
        await using var cluster = await StartAsync(server);
        var subnet = await cluster.CreateSubnetAsync("subnet", "10.105.0.0/24", "10.105.0.10-10.105.0.19");
        var app = await cluster.DeployAsync("web", 2, subnet);
        var pool = await cluster.UntilSizeAsync(app, 2);
        await cluster.HoldAsync(pool, "u1");
        await cluster.DeleteAsync<Deployment>(app);
        await cluster.UntilPoolsAsync(app, pools => pools.Count == 1 && pools[0].Metadata.IsTerminating);
        Assert.Equal(8, (await cluster.UntilSubnetAsync(subnet.Key, _ => true)).Status!.FreeIPCount);

        await cluster.ReleaseAsync(pool, "u1");

        await cluster.UntilGoneAsync(pool);
        await cluster.UntilFreeAsync(subnet, 10);
    }
}
