using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests;

/// <summary>
/// The controller's client and informers on the test's API server, in a scope of its own, with a clock that the test sets.
/// </summary>
internal sealed class TestController : IAsyncDisposable, ILeaderFence
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TestScope _scope;
    private readonly Task _running;

    private TestController(ApiServerFixture server, TestScope scope)
    {
        _scope = scope;
        Client = new KubernetesClient(KubernetesConfiguration.FromKubeconfig(server.KubeconfigPath));
        Informers = new ClusterInformers(Client, NullLoggerFactory.Instance, TimeProvider.System);
        _running = Informers.RunAsync(_stopping.Token);
    }

    public KubernetesClient Client { get; }

    public ClusterInformers Informers { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public bool IsLeader { get; set; } = true;

    public string Namespace => _scope.Namespace;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestController> StartAsync(ApiServerFixture server)
    {
        var controller = new TestController(server, await server.OpenScopeAsync(Cancellation));
        await controller.Informers.WaitForSyncAsync(Cancellation);
        return controller;
    }

    /// <summary>A name that no other test uses.</summary>
    public string Name(string prefix) => _scope.Name(prefix);

    public void ThrowIfNotLeader()
    {
        if (!IsLeader) throw new OperationCanceledException("not the leader");
    }

    /// <summary>Creates the object, with its status, and waits until the informer has it.</summary>
    public async Task<T> CreateAsync<T>(T obj, Informer<T>? informer = null)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var created = await Client.CreateAsync(obj, Cancellation);
        return informer is null ? created : await SeenAsync(created, informer);
    }

    /// <summary>Waits until the informer has this version or a later one.</summary>
    public static async Task<T> SeenAsync<T>(T obj, Informer<T> informer)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        await informer.WaitForAsync(obj.Key, cached => cached is not null
            && long.Parse(cached.Metadata.ResourceVersion!) >= long.Parse(obj.Metadata.ResourceVersion!), Cancellation);
        return obj;
    }

    /// <summary>Deletes at once and waits until the informer has it no more.</summary>
    public async Task DeleteAsync<T>(T obj, Informer<T> informer)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        await Client.DeleteAsync<T>(obj.Metadata.Namespace, obj.Metadata.Name!, new DeleteOptions { GracePeriodSeconds = 0 }, Cancellation);
        await informer.WaitForAsync(obj.Key, cached => cached?.Metadata.Uid != obj.Metadata.Uid, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _scope.DisposeAsync();
        Client.Dispose();
        _stopping.Dispose();
    }
}
