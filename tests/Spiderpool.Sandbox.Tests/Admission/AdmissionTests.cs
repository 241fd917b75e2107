using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Admission;

/// <summary>A server of webhooks, and config maps that they see.</summary>
public abstract class AdmissionTests(ApiServerFixture server) : IAsyncLifetime
{
    protected const string Configurations = "/apis/admissionregistration.k8s.io/v1/";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RawApi Api => server.Api;

    protected TestScope Scope { get; private set; } = null!;

    private protected WebhookServer Hooks { get; private set; } = null!;

    protected string ConfigMaps => $"/api/v1/namespaces/{Scope.Namespace}/configmaps";

    public async ValueTask InitializeAsync()
    {
        Scope = await server.OpenScopeAsync(Cancellation);
        Hooks = await WebhookServer.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Scope.DisposeAsync();
        await Hooks.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A webhook for the config maps of this test.</summary>
    /// <param name="change">Changes what differs from the usual.</param>
    protected JsonObject Webhook(string path, Action<JsonObject>? change = null)
    {
        var webhook = new JsonObject
        {
            ["name"] = $"{path.Trim('/')}.example.com",
            ["clientConfig"] = new JsonObject { ["url"] = Hooks.Url(path), ["caBundle"] = Hooks.CaBundle },
            ["rules"] = new JsonArray(Rule("configmaps", "CREATE", "UPDATE", "DELETE")),
            ["objectSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["scope"] = Scope.Id } },
            ["sideEffects"] = "None",
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["timeoutSeconds"] = 20,
        };
        change?.Invoke(webhook);
        return webhook;
    }

    protected static JsonObject Rule(string resource, params string[] operations) => new()
    {
        ["operations"] = new JsonArray([.. operations]),
        ["apiGroups"] = new JsonArray("*"),
        ["apiVersions"] = new JsonArray("*"),
        ["resources"] = new JsonArray(resource),
    };

    /// <summary>Creates a configuration and waits until the server works by it, which a real one does a little later.</summary>
    /// <param name="kind">Mutating or Validating.</param>
    protected async Task InstallAsync(string kind, params JsonObject[] webhooks)
    {
        var probe = Webhook("/probe", webhook => webhook["objectSelector"] =
            new JsonObject { ["matchLabels"] = new JsonObject { ["probe"] = Scope.Id } });
        var configuration = new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = $"{kind}WebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = Scope.Name("hooks") },
            ["webhooks"] = new JsonArray([.. webhooks, probe]),
        };
        (await Api.PostAsync(Path(kind), configuration, Cancellation)).Expect(201);
        var probed = ConfigMap("probe");
        probed["metadata"]!["labels"] = new JsonObject { ["probe"] = Scope.Id };
        await RawApi.UntilAsync(() => Api.PostAsync($"{ConfigMaps}?dryRun=All", probed, Cancellation), _ => Hooks.IsProbed, Cancellation);
    }

    protected static string Path(string kind) => $"{Configurations}{kind.ToLowerInvariant()}webhookconfigurations";

    protected JsonObject ConfigMap(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["scope"] = Scope.Id } },
        ["data"] = new JsonObject { ["key"] = "value" },
    };

    protected Task<RawResponse> CreateAsync(string name = "one", string query = "") =>
        Api.PostAsync(ConfigMaps + query, ConfigMap(name), Cancellation);

    protected static JsonObject Denied(JsonObject status) => new() { ["allowed"] = false, ["status"] = status };
}
