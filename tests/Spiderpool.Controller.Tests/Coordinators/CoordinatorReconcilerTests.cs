using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Coordinators;

/// <summary>The status of a SpiderCoordinator follows what the cluster says.</summary>
[Trait("Category", "ApiServer")]
public class CoordinatorReconcilerTests(ApiServerFixture server)
{
    private static CancellationToken Cancellation => HostedController.Cancellation;

    [Fact]
    public async Task V00009_V00011_Cluster_waits_for_kubeadm_and_recovers_when_it_is_back()
    {
        await using var controller = await StartAsync();
        var coordinator = await CreateAsync(controller, new() { PodCIDRType = "cluster" });
        await using var nothing = await KubeadmAsync(null);
        var missing = await PhaseAsync(controller, coordinator, "NotReady");

        await using var kubeadm = await KubeadmAsync("networking:\n  podSubnet: 10.244.0.0/16\n  serviceSubnet: 10.96.0.0/12\n");
        var found = await PhaseAsync(controller, coordinator, "Synced");
        await kubeadm.DisposeAsync();
        var again = await PhaseAsync(controller, coordinator, "NotReady");

        Assert.Empty(missing.OverlayPodCIDR ?? []);
        Assert.Equal(["10.244.0.0/16"], found.OverlayPodCIDR);
        Assert.Empty(again.OverlayPodCIDR ?? []);
    }

    [Fact]
    public async Task V00005_None_is_ready_and_says_which_services_there_are()
    {
        await using var controller = await StartAsync();
        var coordinator = await CreateAsync(controller, new() { PodCIDRType = "none", ServiceCIDRs = ["10.96.0.0/12"] });

        var status = await PhaseAsync(controller, coordinator, "Synced");

        Assert.Empty(status.OverlayPodCIDR ?? []);
        Assert.Equal(["10.96.0.0/12"], status.ServiceCIDR);
        Assert.Equal(coordinator.Metadata.Generation, status.Conditions!.Single(one => one.Type == "Ready").ObservedGeneration);
    }

    [Fact]
    public async Task V00001_Auto_follows_the_nodes_network()
    {
        var folder = Directory.CreateTempSubdirectory("cni-");
        try
        {
            await using var controller = await StartAsync(folder.FullName);
            var coordinator = await CreateAsync(controller, new() { PodCIDRType = "auto" });
            var none = await PhaseAsync(controller, coordinator, "Synced");

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "10-net.conflist"),
                """{"name":"flannel","plugins":[{"type":"flannel"}]}""", Cancellation);
            await using var kubeadm = await KubeadmAsync("networking:\n  podSubnet: 10.244.0.0/16\n");
            var cluster = await StatusAsync(controller, coordinator, status => status.OverlayPodCIDR is { Count: > 0 });

            Assert.Empty(none.OverlayPodCIDR ?? []);
            Assert.Equal(["10.244.0.0/16"], cluster.OverlayPodCIDR);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task V00003_Calico_pools_are_followed_from_the_installation_of_their_kind_on()
    {
        await using var controller = await StartAsync();
        var coordinator = await CreateAsync(controller, new() { PodCIDRType = "calico" });
        Assert.SkipWhen((await server.Api.GetAsync("/apis/crd.projectcalico.org/v1", Cancellation)).Code == 200, "Calico is installed");
        await PhaseAsync(controller, coordinator, "NotReady");

        await using var kind = await InstallCalicoAsync();
        await PhaseAsync(controller, coordinator, "Synced");
        await controller.CreateAsync(new CalicoIPPool
        {
            Metadata = new ObjectMeta { Name = controller.Name("pool") },
            Spec = new CalicoIPPoolSpec { Cidr = "10.40.0.0/16" },
        });
        var status = await StatusAsync(controller, coordinator, found => found.OverlayPodCIDR is { Count: > 0 });
        await kind.DisposeAsync();
        await PhaseAsync(controller, coordinator, "NotReady");

        Assert.Equal(["10.40.0.0/16"], status.OverlayPodCIDR);
    }

    [Fact]
    public async Task V00010_Service_range_is_found_by_ServiceCIDRs_or_by_asking_the_API_server()
    {
        var probe = await server.Api.PostAsync("/api/v1/namespaces/default/services?dryRun=All", JsonNode.Parse("""
            {"metadata":{"name":"probe"},"spec":{"ports":[{"port":1}],"clusterIP":"192.0.2.1"}}
            """)!, Cancellation);
        Assert.SkipWhen(probe.Code == 201 && !await ServesServiceCidrsAsync(), "the server takes any address in a dry run, as 1.20 does");
        await using var controller = await StartAsync();
        var kubernetes = (await server.Api.GetAsync("/api/v1/namespaces/default/services/kubernetes", Cancellation)).Expect(200);
        var address = Addressing.Address.Parse(kubernetes.Body["spec"]!["clusterIP"]!.GetValue<string>());
        var coordinator = await CreateAsync(controller, new() { PodCIDRType = "none" });

        var status = await PhaseAsync(controller, coordinator, "Synced");

        Assert.Contains(status.ServiceCIDR!, cidr => Addressing.Prefix.Parse(cidr).Contains(address));
    }

    [Fact]
    public async Task Finalizer_of_the_original_does_not_hold_a_deleted_coordinator()
    {
        await using var controller = await StartAsync();
        var coordinator = await CreateAsync(controller, new() { PodCIDRType = "none" }, SpiderpoolGroup.Finalizer);
        await PhaseAsync(controller, coordinator, "Synced");

        await controller.Client.DeleteAsync<SpiderCoordinator>(null, coordinator.Metadata.Name!, cancellationToken: Cancellation);

        Assert.Null(await HostedController.UntilAsync(controller.Informers.Coordinators, coordinator.Key, found => found is null));
    }

    private async Task<bool> ServesServiceCidrsAsync() => (await server.Api.GetAsync("/apis/networking.k8s.io/v1", Cancellation))
        .Body["resources"]?.AsArray().Any(resource => resource!["name"]!.GetValue<string>() == "servicecidrs") is true;

    private Task<HostedController> StartAsync(string folder = "/nonexistent") => HostedController.StartAsync(server, options => options with
    {
        EnableCoordinator = true,
        CoordinatorName = options.PodNamespace,
        CoordinatorResync = TimeSpan.FromMilliseconds(200),
        CniConfigDir = folder,
        Reclaim = options.Reclaim with { Enabled = false },
    });

    private static Task<SpiderCoordinator> CreateAsync(
        HostedController controller, SpiderCoordinatorSpec spec, params string[] finalizers) =>
        controller.CreateAsync(new SpiderCoordinator
        {
            Metadata = new ObjectMeta { Name = controller.Namespace, Finalizers = finalizers },
            Spec = spec,
        });

    private static Task<SpiderCoordinatorStatus> PhaseAsync(HostedController controller, SpiderCoordinator coordinator, string phase) =>
        StatusAsync(controller, coordinator, status => status.Phase == phase);

    private static async Task<SpiderCoordinatorStatus> StatusAsync(
        HostedController controller, SpiderCoordinator coordinator, Func<SpiderCoordinatorStatus, bool> condition) =>
        (await HostedController.UntilAsync(controller.Informers.Coordinators, coordinator.Key,
            found => found?.Status is { } status && condition(status)))!.Status!;

    /// <summary>kubeadm-config as given, or none; it is taken away at the end.</summary>
    private async Task<IAsyncDisposable> KubeadmAsync(string? configuration)
    {
        const string Path = "/api/v1/namespaces/kube-system/configmaps";
        if (configuration is not null)
        {
            (await server.Api.PostAsync(Path, new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "kubeadm-config" },
                ["data"] = new JsonObject { ["ClusterConfiguration"] = configuration },
            }, Cancellation)).Expect(201);
        }
        return new Undo(() => server.Api.DeleteAsync($"{Path}/kubeadm-config", CancellationToken.None));
    }

    private async Task<IAsyncDisposable> InstallCalicoAsync()
    {
        const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        (await server.Api.SendAsync(HttpMethod.Post, Path, """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"ippools.crd.projectcalico.org"},
             "spec":{"group":"crd.projectcalico.org","scope":"Cluster",
              "names":{"kind":"IPPool","listKind":"IPPoolList","plural":"ippools","singular":"ippool"},
              "versions":[{"name":"v1","served":true,"storage":true,
               "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """, cancellationToken: Cancellation)).Expect(201);
        return new Undo(() => server.Api.DeleteAsync($"{Path}/ippools.crd.projectcalico.org", CancellationToken.None));
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}
