using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Sandbox.Tests.ApiServer.Access;

/// <summary>Users besides the administrator, which a sandbox gets by its options.</summary>
public sealed class UserTests : IAsyncLifetime
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    private Sandbox.ApiServer.ApiServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Sandbox.ApiServer.ApiServer.StartAsync(new ApiServerOptions
        {
            Users = [new ApiUser("jane", "token-of-jane") { Groups = ["readers"] }],
        }, Cancellation);
        await _server.Objects.CreateAsync(Object("ClusterRole", "reader", """
            {"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}]}
            """), Cancellation);
        await _server.Objects.CreateAsync(Object("ClusterRoleBinding", "readers", """
            {"roleRef":{"kind":"ClusterRole","name":"reader","apiGroup":"rbac.authorization.k8s.io"},
             "subjects":[{"kind":"Group","name":"readers","apiGroup":"rbac.authorization.k8s.io"}]}
            """), Cancellation);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", Pods, 200)]
    [InlineData("GET", "/api/v1/pods?watch=true&timeoutSeconds=1", 403)]
    [InlineData("POST", Pods, 403)]
    [InlineData("GET", "/api/v1/namespaces/default/secrets", 403)]
    [InlineData("GET", "/apis", 200)]
    [InlineData("GET", "/metrics", 403)]
    public async Task A_user_may_do_what_roles_say_and_discover(string method, string path, int code)
    {
        using var http = Client("token-of-jane");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(code, (int)response.StatusCode);
        if (code != 403)
            return;
        var status = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("Forbidden", status["reason"]!.GetValue<string>());
        Assert.Contains("is forbidden: User \"jane\" cannot ", status["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("another-token")]
    [InlineData("")]
    public async Task An_unknown_token_is_refused(string token)
    {
        using var http = Client(token);

        using var response = await http.GetAsync(new Uri(Pods, UriKind.Relative), Cancellation);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_token_review_names_the_user_and_his_groups()
    {
        var known = await ReviewAsync("token-of-jane");
        var unknown = await ReviewAsync("another-token");

        Assert.True(known["authenticated"]!.GetValue<bool>());
        Assert.Equal("jane", known["user"]!["username"]!.GetValue<string>());
        Assert.Equal("""["readers","system:authenticated"]""", known["user"]!["groups"]!.ToJsonString());
        Assert.Null(unknown["authenticated"]);
        Assert.Equal("invalid bearer token", unknown["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("token-of-jane", 403)]
    [InlineData(null, 200)]
    public async Task Only_the_administrator_may_act_as_others(string? token, int code)
    {
        using var http = Client(token ?? _server.Token);
        http.DefaultRequestHeaders.Add("Impersonate-User", "somebody");
        http.DefaultRequestHeaders.Add("Impersonate-Group", "readers");

        using var response = await http.GetAsync(new Uri(Pods, UriKind.Relative), Cancellation);
        using var other = await http.GetAsync(new Uri("/api/v1/nodes", UriKind.Relative), Cancellation);

        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal(403, (int)other.StatusCode);
    }

    private async Task<JsonNode> ReviewAsync(string token)
    {
        using var http = Client(_server.Token);
        using var content = new StringContent($$$"""
            {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"{{{token}}}"}}
            """, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(
            new Uri("/apis/authentication.k8s.io/v1/tokenreviews", UriKind.Relative), content, Cancellation);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["status"]!;
    }

    private HttpClient Client(string token)
    {
        var http = new HttpClient { BaseAddress = _server.PlainUrl };
        if (token.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static JsonObject Object(string kind, string name, string rest)
    {
        var tree = JsonNode.Parse(rest)!.AsObject();
        (tree["apiVersion"], tree["kind"]) = ("rbac.authorization.k8s.io/v1", kind);
        tree["metadata"] = new JsonObject { ["name"] = name };
        return tree;
    }
}
