using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>What the tests with kubectl share; each runs with the oldest and the newest kubectl of the machine.</summary>
[Trait("Category", "ApiServer")]
public abstract class KubectlTests(ApiServerFixture server, KubectlHome home) : IAsyncLifetime
{
    protected const string Pools = "/apis/spiderpool.spidernet.io/v2beta1/spiderippools";

    public static TheoryData<string> Versions => KubectlBinaries.Versions();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RawApi Api => server.Api;

    protected TestScope Scope { get; private set; } = null!;

    private protected KubectlCommand Kubectl(string version) => home.Kubectl(version, server, Scope);

    /// <summary>A manifest of a pool of this test.</summary>
    protected string Pool(string name, string spec = "") => $$"""
        apiVersion: spiderpool.spidernet.io/v2beta1
        kind: SpiderIPPool
        metadata:
          name: {{Scope.Name(name)}}
        spec:
          ipVersion: 4
          subnet: 10.20.0.0/24
          ips: [10.20.0.10-10.20.0.19]
        {{spec}}
        """;

    /// <summary>A pod that no node runs.</summary>
    protected static string Pod(string name) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}}
        spec:
          containers:
          - {name: first, image: "localhost/none:1", env: [{name: A, value: a}, {name: B, value: b}]}
          - {name: second, image: "localhost/none:2"}
        """;

    protected async Task<JsonObject> CreatePoolAsync(string name)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "spiderpool.spidernet.io/v2beta1",
            ["kind"] = "SpiderIPPool",
            ["metadata"] = new JsonObject
            {
                ["name"] = Scope.Name(name),
                ["labels"] = new JsonObject { ["scope"] = Scope.Id },
            },
            ["spec"] = new JsonObject
            {
                ["ipVersion"] = 4,
                ["subnet"] = "10.20.0.0/24",
                ["ips"] = new JsonArray("10.20.0.10-10.20.0.19"),
            },
        };
        return (await Api.PostAsync(Pools, body, Cancellation)).Expect(201).Body;
    }

    protected async Task<JsonObject> ReadPoolAsync(string name) =>
        (await Api.GetAsync($"{Pools}/{Scope.Name(name)}", Cancellation)).Expect(200).Body;

    protected async Task SetPoolStatusAsync(string name, int total, int allocated) =>
        (await Api.MergeAsync($"{Pools}/{Scope.Name(name)}/status", new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["totalIPCount"] = total,
                ["allocatedIPCount"] = allocated,
                ["freeIPCount"] = total - allocated,
            },
        }, Cancellation)).Expect(200);

    protected static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    protected static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask InitializeAsync() => Scope = await server.OpenScopeAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Scope.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
