using k8s;
using k8s.Models;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

/// <summary>The official C# client as a witness that is not ours.</summary>
[Trait("Category", "ApiServer")]
public abstract class OfficialClientTests(ApiServerFixture server) : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromMinutes(1));

    /// <summary>Ends a test that waits in vain, such as for an event of a watch.</summary>
    protected CancellationToken Cancellation => _deadline.Token;

    protected TestScope Scope { get; private set; } = null!;

    protected k8s.Kubernetes Client { get; } = new(server.ClientConfiguration());

    protected ApiServerFixture Server => server;

    public async ValueTask InitializeAsync() => Scope = await server.OpenScopeAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Scope.DisposeAsync();
        Client.Dispose();
        _deadline.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<V1ConfigMap> CreateMapAsync(string name, string value = "value", string? label = null) =>
        Client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Labels = label is null ? null : new Dictionary<string, string> { ["label"] = label },
            },
            Data = new Dictionary<string, string> { ["key"] = value },
        }, Scope.Namespace, cancellationToken: Cancellation);
}
