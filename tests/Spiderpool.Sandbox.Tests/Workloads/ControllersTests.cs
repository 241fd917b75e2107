using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Scheduling;
using Spiderpool.Sandbox.Workloads;
using Deployment = Spiderpool.Sandbox.Workloads.Deployment;
using SandboxApiServer = Spiderpool.Sandbox.ApiServer.ApiServer;

namespace Spiderpool.Sandbox.Tests.Workloads;

/// <summary>Scheduler and controllers at work on an API server; the pods of bound nodes are at once ready, or gone.</summary>
public sealed class ControllersTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<IAsyncDisposable> _disposables = [];
    private readonly List<Task> _running = [];
    private SandboxApiServer _server = null!;
    private KubernetesClient _client = null!;
    private Informer<Pod> _pods = null!;
    private Informer<Deployment> _deployments = null!;
    private bool _starts = true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxApiServer.StartAsync(new ApiServerOptions(), Cancellation);
        _client = new KubernetesClient(new KubernetesClientOptions { Server = _server.PlainUrl, Token = _server.Token });
        var scheduler = new Scheduler(_client, NullLogger.Instance, TimeProvider.System);
        var controllers = new WorkloadControllers(_client, NullLogger.Instance, TimeProvider.System);
        _pods = new Informer<Pod>(_client, new InformerOptions(), NullLogger.Instance);
        _deployments = new Informer<Deployment>(_client, new InformerOptions(), NullLogger.Instance);
        _disposables.AddRange([scheduler, controllers, _pods, _deployments]);
        _running.AddRange([scheduler.RunAsync(_stopping.Token), controllers.RunAsync(_stopping.Token),
            _pods.RunAsync(_stopping.Token), _deployments.RunAsync(_stopping.Token)]);
        _pods.Subscribe(change => _ = PlayKubeletAsync(change.Object));
        foreach (var node in new[] { "node-1", "node-2" })
            await CreateAsync("v1", "Node", node, []);
    }

    [Fact]
    public async Task A_deployment_gets_its_pods_on_all_nodes_and_says_that_it_is_available()
    {
        await CreateAsync("apps/v1", "Deployment", "web", WorkloadObjects.Spec(4));

        var deployment = await StatusAsync("availableReplicas", 4);

        Assert.Equal(4, deployment.StatusNumber("updatedReplicas"));
        Assert.Equal([2, 2], _pods.Snapshot().GroupBy(pod => pod.Spec!.NodeName).Select(node => node.Count()));
        Assert.Contains("\"type\":\"Available\",\"status\":\"True\"", deployment.Status!.Value.GetRawText().Replace(" ", ""));
    }

    [Fact]
    public async Task A_new_template_replaces_all_pods()
    {
        await CreateAsync("apps/v1", "Deployment", "web", WorkloadObjects.Spec(3));
        await StatusAsync("availableReplicas", 3);
        var before = _pods.Snapshot().Select(pod => pod.Metadata.Uid).ToHashSet();

        await ReplaceAsync(WorkloadObjects.Spec(3, image: "v2"));
        await UntilAsync(() => _pods.Snapshot() is { Count: 3 } pods
            && pods.All(pod => pod.IsReady() && !before.Contains(pod.Metadata.Uid)));

        Assert.All(_pods.Snapshot(), pod => Assert.Equal([("main", "v2")], pod.Containers()));
        Assert.Equal(2, _server.Objects.List("apps/v1", "ReplicaSet").Count);
    }

    [Fact]
    public async Task Scaling_adds_and_removes_pods()
    {
        await CreateAsync("apps/v1", "Deployment", "web", WorkloadObjects.Spec(1));
        await StatusAsync("availableReplicas", 1);

        await ReplaceAsync(WorkloadObjects.Spec(5));
        await StatusAsync("availableReplicas", 5);
        await ReplaceAsync(WorkloadObjects.Spec(0));

        await UntilAsync(() => _pods.Snapshot().Count == 0);
    }

    [Fact]
    public async Task A_stateful_pod_that_goes_comes_again_under_its_name()
    {
        await CreateAsync("apps/v1", "StatefulSet", "db", WorkloadObjects.Spec(2));
        var first = await _pods.WaitForAsync("default/db-1", pod => pod?.IsReady() == true, Cancellation);

        await _client.DeleteAsync<Pod>("default", "db-1", null, Cancellation);

        await _pods.WaitForAsync("default/db-1",
            pod => pod?.IsReady() == true && pod.Metadata.Uid != first!.Metadata.Uid, Cancellation);
        Assert.Equal(["db-0", "db-1"], _pods.Snapshot().Select(pod => pod.Metadata.Name).Order());
    }

    [Fact]
    public async Task Workloads_have_the_strategies_that_kubectl_rollout_reads()
    {
        _starts = false;
        var deployment = await CreateAsync("apps/v1", "Deployment", "web", WorkloadObjects.Spec(0));
        var set = await CreateAsync("apps/v1", "StatefulSet", "db", WorkloadObjects.Spec(0));

        Assert.Equal("RollingUpdate", deployment["spec"]!["strategy"]!["type"]!.GetValue<string>());
        Assert.Equal("RollingUpdate", set["spec"]!["updateStrategy"]!["type"]!.GetValue<string>());
        Assert.Equal("OrderedReady", set["spec"]!["podManagementPolicy"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pod_that_fits_nowhere_is_told_so_and_bound_when_a_node_fits()
    {
        _starts = false;
        await CreateAsync("v1", "Pod", "picky", new JsonObject
        {
            ["nodeSelector"] = new JsonObject { ["disk"] = "ssd" },
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }),
        });
        await UntilAsync(() => _server.Objects.List("v1", "Event").Any(item => item["reason"]!.GetValue<string>() == "FailedScheduling"));

        var node = _server.Objects.Get("v1", "Node", "", "node-2")!;
        node["metadata"]!["labels"] = new JsonObject { ["disk"] = "ssd" };
        await _server.Objects.UpdateAsync(node, cancellation: Cancellation);

        var pod = await _pods.WaitForAsync("default/picky", pod => pod?.Spec?.NodeName is { Length: > 0 }, Cancellation);
        Assert.Equal("node-2", pod!.Spec!.NodeName);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var item in _disposables)
            await item.DisposeAsync();
        _client.Dispose();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task PlayKubeletAsync(Pod pod)
    {
        try
        {
            if (pod.Metadata.IsTerminating)
                await _client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!,
                    new DeleteOptions { GracePeriodSeconds = 0, Uid = pod.Metadata.Uid }, _stopping.Token);
            else if (_starts && pod.Spec?.NodeName is { Length: > 0 } && !pod.IsReady())
                await _client.PatchAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!, PatchType.Merge,
                    PodStatusPatch.Running(pod, [Address.Parse("10.1.0.2")], [], TimeProvider.System.GetUtcNow()), "status",
                    _stopping.Token);
        }
        catch (Exception e) when (e is KubernetesApiException or OperationCanceledException)
        {
            // Gone, or the test is over.
        }
    }

    private async Task<Deployment> StatusAsync(string field, int value) =>
        (await _deployments.WaitForAsync("default/web", item => item?.StatusNumber(field) == value, Cancellation))!;

    private Task<JsonObject> CreateAsync(string apiVersion, string kind, string name, JsonObject spec) =>
        _server.Objects.CreateAsync(new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
            ["spec"] = spec,
        }, Cancellation);

    private Task<Deployment> ReplaceAsync(JsonObject spec) => _client.PatchAsync<Deployment>("default", "web", PatchType.Merge,
        Encoding.UTF8.GetBytes(new JsonObject { ["spec"] = spec }.ToJsonString()), null, Cancellation);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(10, Cancellation);
    }
}
