using k8s;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.TestCluster;

/// <summary>
/// An API server that has the custom resource definitions: the one of the kubeconfig that SPIDERPOOL_TEST_KUBECONFIG names, or
/// else one in this process. Tests that must pass on both carry the trait <c>Category=ApiServer</c>; each takes a
/// <see cref="TestScope"/>, since all tests of a program (and, on a real server, of all programs) share the server.
/// </summary>
/// <remarks>Use it as <c>[assembly: AssemblyFixture(typeof(ApiServerFixture))]</c>.</remarks>
public sealed class ApiServerFixture : IAsyncLifetime
{
    public const string KubeconfigVariable = "SPIDERPOOL_TEST_KUBECONFIG";

    private readonly string _folder = Directory.CreateTempSubdirectory("test-cluster-").FullName;

    /// <summary>The server in this process, for faults, compaction and the like; null for a real one.</summary>
    public ApiServer? InProcess { get; private set; }

    /// <summary>A kubeconfig file with full rights, for kubectl and any client.</summary>
    public string KubeconfigPath { get; private set; } = "";

    /// <summary>Plain requests, without a client's interpretation.</summary>
    public RawApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(KubeconfigVariable) is { Length: > 0 } path)
        {
            KubeconfigPath = path;
        }
        else
        {
            InProcess = await ApiServer.StartAsync(new ApiServerOptions());
            KubeconfigPath = Path.Combine(_folder, "kubeconfig");
            await File.WriteAllTextAsync(KubeconfigPath, InProcess.Kubeconfig());
        }

        Api = new RawApi(ClientConfiguration());
        await CustomResourceManifests.ApplyAsync(Api);
    }

    /// <summary>What the official client needs to reach the server.</summary>
    public KubernetesClientConfiguration ClientConfiguration() =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath);

    /// <summary>A namespace and names for one test; disposing it removes all objects that bear them.</summary>
    public Task<TestScope> OpenScopeAsync(CancellationToken cancellationToken) => TestScope.OpenAsync(Api, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (InProcess is not null)
            await InProcess.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
