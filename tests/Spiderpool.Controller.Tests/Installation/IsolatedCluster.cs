using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Installation;

/// <summary>An API server of one test, since init and clean change the whole cluster.</summary>
internal sealed class IsolatedCluster : IAsyncDisposable
{
    public const string Namespace = "spiderpool";

    private readonly ApiServer _server;
    private readonly string _kubeconfig;

    private IsolatedCluster(ApiServer server, string kubeconfig, RawApi api) =>
        (_server, _kubeconfig, Api, Client) =
            (server, kubeconfig, api, new KubernetesClient(KubernetesConfiguration.FromKubeconfig(kubeconfig)));

    public KubernetesClient Client { get; }

    public RawApi Api { get; }

    public ProgressLines Progress { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IsolatedCluster> StartAsync()
    {
        var server = await ApiServer.StartAsync(new ApiServerOptions(), Cancellation);
        var kubeconfig = Path.Combine(Directory.CreateTempSubdirectory("isolated-").FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, server.Kubeconfig(), Cancellation);
        var api = new RawApi(k8s.KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        await CustomResourceManifests.ApplyAsync(api);
        var cluster = new IsolatedCluster(server, kubeconfig, api);
        await cluster.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Namespace } });
        return cluster;
    }

    public Task<T> CreateAsync<T>(T obj) where T : KubernetesObject, IKubernetesResource<T> => Client.CreateAsync(obj, Cancellation);

    public Task<T?> FindAsync<T>(string? ns, string name) where T : KubernetesObject, IKubernetesResource<T> =>
        Client.TryGetAsync<T>(ns, name, Cancellation);

    /// <summary>A Lease that says that somebody leads.</summary>
    public Task LeadAsync(string holder, DateTimeOffset renewed) => CreateAsync(new Lease
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = LeadershipOptions.LeaseName },
        Spec = new LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15, RenewTime = renewed },
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Api.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_kubeconfig)!, recursive: true);
    }
}
