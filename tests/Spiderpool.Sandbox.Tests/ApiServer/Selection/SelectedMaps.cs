using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Selection;

/// <summary>Five config maps with labels, for all tests of a class.</summary>
public sealed class SelectedMaps(ApiServerFixture server) : IAsyncLifetime
{
    private TestScope _scope = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Collection => $"/api/v1/namespaces/{_scope.Namespace}/configmaps";

    public async ValueTask InitializeAsync()
    {
        _scope = await server.OpenScopeAsync(Cancellation);
        await CreateAsync("a", """{"app":"web","tier":"front","size":"3"}""");
        await CreateAsync("b", """{"app":"web","tier":"back","size":"5"}""");
        await CreateAsync("c", """{"app":"db","size":"10"}""");
        await CreateAsync("d", """{"example.com/kind":"x","in":"x","size":"large"}""");
        await CreateAsync("e", """{"app":""}""");
    }

    public Task<RawResponse> ListAsync(string query) => server.Api.GetAsync($"{Collection}?{query}", Cancellation);

    /// <summary>The names that a list has, without what the controllers of a real cluster add.</summary>
    public async Task<string> NamesAsync(string query) => string.Join(' ', (await ListAsync(query)).Expect(200)
        .Body["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]).Where(name => name != "kube-root-ca.crt"));

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    private async Task CreateAsync(string name, string labels) => (await server.Api.PostAsync(Collection, new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = JsonNode.Parse(labels) },
    }, Cancellation)).Expect(201);
}
