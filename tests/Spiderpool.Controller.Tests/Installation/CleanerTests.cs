using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Installation;

namespace Spiderpool.Controller.Tests.Installation;

public class CleanerTests
{
    private static readonly CleanOptions Everything = new() { Namespace = IsolatedCluster.Namespace, RemoveDefinitions = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_and_a_second_run_is_content()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await FillAsync(cluster);

        await RunAsync(cluster, Everything);
        await RunAsync(cluster, Everything);

        var groups = (await cluster.Api.GetAsync("/apis", Cancellation)).Body["groups"]!.AsArray().Select(group => (string?)group!["name"]);
        Assert.DoesNotContain(SpiderpoolGroup.Name, groups);
        Assert.Null(await cluster.FindAsync<MutatingWebhookConfiguration>(null, "spiderpool-controller"));
        Assert.Null(await cluster.FindAsync<ValidatingWebhookConfiguration>(null, "spiderpool-controller"));
        Assert.Null(await cluster.FindAsync<Secret>(IsolatedCluster.Namespace, "spiderpool-controller-server-certs"));
        Assert.Null(await cluster.FindAsync<Lease>(IsolatedCluster.Namespace, LeadershipOptions.LeaseName));
        Assert.Contains("1 spiderippools removed", cluster.Progress.ToString());
    }

    [Fact]
    public async Task Kinds_stay_unless_they_are_asked_for()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await FillAsync(cluster);

        await RunAsync(cluster, Everything with { RemoveDefinitions = false });

        var pools = (await cluster.Api.GetAsync("/apis/spiderpool.spidernet.io/v2beta1/spiderippools", Cancellation)).Expect(200);
        Assert.Empty(pools.Body["items"]!.AsArray());
    }

    [Fact]
    public async Task Deployment_is_scaled_down_first()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        (await cluster.Api.PostAsync($"/apis/apps/v1/namespaces/{IsolatedCluster.Namespace}/deployments", JsonNode.Parse("""
            {"metadata":{"name":"spiderpool-controller"},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"c"}},
              "template":{"metadata":{"labels":{"app":"c"}},"spec":{"containers":[{"name":"c","image":"c"}]}}}}
            """)!, Cancellation)).Expect(201);

        await RunAsync(cluster, Everything);

        var deployment = await cluster.Api.GetAsync(
            $"/apis/apps/v1/namespaces/{IsolatedCluster.Namespace}/deployments/spiderpool-controller", Cancellation);
        Assert.Equal(0, deployment.Body["spec"]!["replicas"]!.GetValue<int>());
    }

    [Fact]
    public async Task Controller_that_still_leads_stops_the_removal_before_anything_is_gone()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await FillAsync(cluster);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await cluster.Client.TryDeleteAsync(
            "coordination.k8s.io/v1", "leases", IsolatedCluster.Namespace, LeadershipOptions.LeaseName, Cancellation);
        await cluster.LeadAsync("controller-0", time.GetUtcNow() + TimeSpan.FromDays(3650));

        var run = new Cleaner(cluster.Client, Everything, cluster.Progress, time).RunAsync(Cancellation);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var error = await Assert.ThrowsAsync<ReasonException>(() => run);
        ReasonsPage.AssertExample(Reason.ControllerRuns.Name, error.Message.Replace(IsolatedCluster.Namespace + "/", "shop/"));
        Assert.NotNull(await cluster.FindAsync<SpiderIPPool>(null, "pool"));
        Assert.NotNull(await cluster.FindAsync<ValidatingWebhookConfiguration>(null, "spiderpool-controller"));
    }

    [Fact]
    public async Task Object_that_somebody_else_holds_is_named_and_left_to_him()
    {
        await using var cluster = await IsolatedCluster.StartAsync();
        await cluster.CreateAsync(new SpiderReservedIP
        {
            Metadata = new ObjectMeta { Name = "held", Finalizers = ["example.com/audit"] },
            Spec = new SpiderReservedIPSpec { IpVersion = 4, Ips = ["10.6.0.9"] },
        });

        await RunAsync(cluster, Everything with { RemoveDefinitions = false });

        Assert.True((await cluster.FindAsync<SpiderReservedIP>(null, "held"))!.Metadata.IsTerminating);
        Assert.Contains(
            "SpiderReservedIP held is deleted, and waits for those who hold it: example.com/audit", cluster.Progress.ToString());
    }

    private static Task RunAsync(IsolatedCluster cluster, CleanOptions options) =>
        new Cleaner(cluster.Client, options, cluster.Progress, TimeProvider.System).RunAsync(Cancellation);

    /// <summary>What a controller that was killed leaves behind, with a pool that is in use.</summary>
    private static async Task FillAsync(IsolatedCluster cluster)
    {
        await cluster.LeadAsync("controller-0", DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1));
        await cluster.CreateAsync(new MutatingWebhookConfiguration { Metadata = new ObjectMeta { Name = "spiderpool-controller" } });
        await cluster.CreateAsync(new ValidatingWebhookConfiguration { Metadata = new ObjectMeta { Name = "spiderpool-controller" } });
        await cluster.CreateAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = IsolatedCluster.Namespace, Name = "spiderpool-controller-server-certs" },
        });
        await cluster.CreateAsync(new SpiderIPPool
        {
            Metadata = new ObjectMeta { Name = "pool", Finalizers = [SpiderpoolGroup.Finalizer] },
            Spec = new SpiderIPPoolSpec { IpVersion = 4, Subnet = "10.6.0.0/16", Ips = ["10.6.1.1"] },
        });
        await cluster.CreateAsync(new SpiderEndpoint
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = "web", Finalizers = [SpiderpoolGroup.Finalizer] },
        });
    }
}
