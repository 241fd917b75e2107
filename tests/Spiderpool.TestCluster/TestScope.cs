using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Spiderpool.TestCluster;

/// <summary>
/// A namespace of its own and names that no other test uses. Disposing it deletes the namespace, and the cluster-scoped objects
/// whose names come from <see cref="Name"/>.
/// </summary>
public sealed class TestScope : IAsyncDisposable
{
    private const string Spiderpool = "/apis/spiderpool.spidernet.io/v2beta1";
    private static readonly TimeSpan CleanupDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Namespaced kinds whose objects get finalizers, or a grace period, from the product or the tests.</summary>
    private static readonly string[] HeldInNamespace = ["/api/v1/{0}/pods", Spiderpool + "/{0}/spiderendpoints"];

    private static readonly string[] ClusterScoped =
    [
        Spiderpool + "/spiderippools",
        Spiderpool + "/spidersubnets",
        Spiderpool + "/spiderreservedips",
        Spiderpool + "/spidercoordinators",
        "/api/v1/nodes",
        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles",
        "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    ];

    private readonly RawApi _api;

    private TestScope(RawApi api) => _api = api;

    /// <summary>Part of every name; a DNS label of ten characters.</summary>
    public string Id { get; } = "t" + RandomNumberGenerator.GetHexString(9, lowercase: true);

    public string Namespace => Name("ns");

    /// <summary>A name that only this scope has.</summary>
    public string Name(string prefix) => $"{prefix}-{Id}";

    /// <summary>
    /// Waits until the garbage collector knows the dependents among the scope's config maps: that of a real cluster learns of them by
    /// a watch, and forgets the orphaning or blocking ones that come after the deletion of their owner.
    /// </summary>
    public async Task CollectorKnowsConfigMapsAsync(CancellationToken cancellationToken)
    {
        // It takes events in order: when it has collected a map of an owner that never was, it has seen all before it.
        var path = $"/api/v1/namespaces/{Namespace}/configmaps";
        var owner = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = "never", ["uid"] = Id };
        var sentinel = new JsonObject { ["name"] = "sentinel", ["ownerReferences"] = new JsonArray(owner) };
        (await _api.PostAsync(path, new JsonObject { ["metadata"] = sentinel }, cancellationToken)).Expect(201);
        await RawApi.UntilAsync(
            () => _api.GetAsync($"{path}/sentinel", cancellationToken), answer => answer.Code == 404, cancellationToken);
    }

    /// <summary>A new scope on a server.</summary>
    public static async Task<TestScope> OpenAsync(RawApi api, CancellationToken cancellationToken)
    {
        var scope = new TestScope(api);
        var metadata = new JsonObject { ["name"] = scope.Namespace };
        (await api.PostAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = metadata }, cancellationToken)).Expect(201);
        await scope.NeedNoServiceAccountTokenAsync(cancellationToken);
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(CleanupDeadline);
        foreach (var path in HeldInNamespace)
            await RemoveAsync(string.Format(null, path, $"namespaces/{Namespace}"), _ => true, deadline.Token);
        foreach (var path in ClusterScoped)
            await RemoveAsync(path, name => name.Contains(Id, StringComparison.Ordinal), deadline.Token);
        (await _api.DeleteAsync($"/api/v1/namespaces/{Namespace}", deadline.Token)).Expect(200, 202, 404, 409);
    }

    /// <summary>Lets pods be created before the controllers of a real cluster have made the token of the default account.</summary>
    private async Task NeedNoServiceAccountTokenAsync(CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{Namespace}/serviceaccounts";
        var account = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "default" },
            ["automountServiceAccountToken"] = false,
        };
        if ((await _api.PostAsync(path, account, cancellationToken)).Expect(201, 409).Code == 409)
            (await _api.MergeAsync(path + "/default", account, cancellationToken)).Expect(200);
    }

    private async Task RemoveAsync(string path, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        var list = await _api.GetAsync(path, cancellationToken);
        foreach (var item in list.Expect(200, 404).Body["items"]?.AsArray() ?? [])
        {
            var metadata = item!["metadata"]!;
            var name = metadata["name"]!.GetValue<string>();
            if (!isOurs(name))
                continue;
            if (metadata["finalizers"] is not null)
                await _api.MergeAsync($"{path}/{name}",
                    new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }, cancellationToken);
            (await _api.DeleteAsync($"{path}/{name}?gracePeriodSeconds=0", cancellationToken)).Expect(200, 202, 404);
        }
    }
}
