using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Http;

/// <summary>A service account with some verbs on pools, and requests to a controller's API in its name.</summary>
internal sealed class ApiUser : IDisposable
{
    private readonly HttpClient _http;

    private ApiUser(Uri api, string? token)
    {
        _http = new HttpClient { BaseAddress = api };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="server">Where the account is made.</param>
    /// <param name="controller">Which controller it asks.</param>
    /// <param name="verb">What it may do.</param>
    /// <param name="resource">With what, in the product's API group.</param>
    /// <param name="account">Name of the account.</param>
    public static async Task<ApiUser> CreateAsync(
        ApiServerFixture server, HostedController controller, string verb, string resource,
        string account = "operator")
    {
        var accounts = $"/api/v1/namespaces/{controller.Namespace}/serviceaccounts";
        await PostAsync(server, accounts, $$$"""{"metadata":{"name":"{{{account}}}"}}""");
        var name = controller.Name(account);
        await PostAsync(server, "/apis/rbac.authorization.k8s.io/v1/clusterroles", $$"""
            {"metadata":{"name":"{{name}}"},
             "rules":[{"apiGroups":["spiderpool.spidernet.io"],"resources":["{{resource}}"],"verbs":["{{verb}}"]}]}
            """);
        await PostAsync(server, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", $$"""
            {"metadata":{"name":"{{name}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{name}}"},
             "subjects":[{"kind":"ServiceAccount","namespace":"{{controller.Namespace}}","name":"{{account}}"}]}
            """);
        // A real server learns of roles by a watch.
        await RawApi.UntilAsync(() => server.Api.PostAsync("/apis/authorization.k8s.io/v1/subjectaccessreviews", JsonNode.Parse($$"""
            {"spec":{"user":"system:serviceaccount:{{controller.Namespace}}:{{account}}",
             "resourceAttributes":{"group":"spiderpool.spidernet.io","resource":"{{resource.Split('/')[0]}}",
              "subresource":"{{resource.Split('/').ElementAtOrDefault(1)}}","verb":"{{verb}}"
             } } }
            """)!, Cancellation), answer => answer.Body["status"]!["allowed"]!.GetValue<bool>(), Cancellation);
        var granted = await PostAsync(server, $"{accounts}/{account}/token", """{"spec":{"expirationSeconds":600}}""");
        return new ApiUser(controller.Api, granted["status"]!["token"]!.GetValue<string>());
    }

    /// <summary>Somebody whom nobody knows.</summary>
    public static ApiUser Stranger(HostedController controller, string? token) => new(controller.Api, token);

    public async Task<(int Code, JsonObject Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonObject> PostAsync(ApiServerFixture server, string path, string body) =>
        (await server.Api.PostAsync(path, JsonNode.Parse(body)!, Cancellation)).Expect(201).Body;
}
