using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Access;

/// <summary>Role-based access control, asked through SubjectAccessReviews.</summary>
[Trait("Category", "ApiServer")]
public sealed class AccessReviewTests(ApiServerFixture server) : IAsyncLifetime
{
    private const string Reviews = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    private TestScope _scope = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scope = await server.OpenScopeAsync(Cancellation);
        await CreateRoleAsync("roles", "ns", """
            [{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get","list"]},
             {"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"],"verbs":["*"]},
             {"apiGroups":["apps"],"resources":["*/scale"],"verbs":["update"]}]
            """, "Role", "jane");
        await CreateRoleAsync("clusterroles", "all", """
            [{"apiGroups":["spiderpool.spidernet.io"],"resources":["*"],"verbs":["get"]},
             {"nonResourceURLs":["/metrics","/debug/*"],"verbs":["get"]}]
            """, "ClusterRole", "john");
        // A real server learns of the bindings by a watch.
        await RawApi.UntilAsync(() => AskAsync("jane", "get//pods in ns"), answer => IsAllowed(answer), Cancellation);
        await RawApi.UntilAsync(() => AskAsync("john", "get /metrics"), answer => IsAllowed(answer), Cancellation);
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Theory]
    [InlineData("jane", "get//pods in ns", true)]
    [InlineData("jane", "get//pods/log in ns", true)]
    [InlineData("jane", "get//pods/exec in ns", false)]
    [InlineData("jane", "delete//pods in ns", false)]
    [InlineData("jane", "get//pods in default", false)]
    [InlineData("jane", "get//pods", false)]
    [InlineData("jane", "get/apps/pods in ns", false)]
    [InlineData("jane", "delete//configmaps:mine in ns", true)]
    [InlineData("jane", "delete//configmaps:other in ns", false)]
    [InlineData("jane", "list//configmaps in ns", false)]
    [InlineData("jane", "update/apps/deployments/scale in ns", true)]
    [InlineData("jane", "update/apps/deployments in ns", false)]
    [InlineData("john", "get/spiderpool.spidernet.io/spiderippools", true)]
    [InlineData("john", "get/spiderpool.spidernet.io/spiderippools/status in default", true)]
    [InlineData("john", "update/spiderpool.spidernet.io/spiderippools", false)]
    [InlineData("john", "get /debug/pprof", true)]
    [InlineData("john", "post /metrics", false)]
    [InlineData("jane", "get /metrics", false)]
    [InlineData("jane", "get /version", false)]
    public async Task Roles_and_bindings_decide(string user, string access, bool allowed) =>
        Assert.Equal(allowed, IsAllowed(await AskAsync(user, access)));

    [Fact]
    public async Task Whoever_is_authenticated_may_discover()
    {
        var review = Review("anybody", "get /version");
        review["spec"]!["groups"] = new JsonArray("system:authenticated");

        Assert.True(IsAllowed(await server.Api.PostAsync(Reviews, review, Cancellation)));
    }

    [Theory]
    [InlineData("Group", "team", "nobody", true)]
    [InlineData("Group", "other", "nobody", false)]
    [InlineData("ServiceAccount", "agent", "system:serviceaccount:NS:agent", true)]
    [InlineData("ServiceAccount", "agent", "system:serviceaccount:default:agent", false)]
    public async Task Groups_and_service_accounts_are_subjects_too(string kind, string name, string user, bool allowed)
    {
        var subject = new JsonObject { ["kind"] = kind, ["name"] = kind == "Group" ? _scope.Name(name) : name };
        if (kind == "ServiceAccount")
            subject["namespace"] = _scope.Namespace;
        else
            subject["apiGroup"] = "rbac.authorization.k8s.io";
        (await server.Api.PostAsync($"{Rbac}/namespaces/{_scope.Namespace}/rolebindings", Binding("more", "Role", "ns", subject),
            Cancellation)).Expect(201);

        var wanted = Review(user.Replace("NS", _scope.Namespace, StringComparison.Ordinal), "get//pods in ns");
        wanted["spec"]!["groups"] = new JsonArray(_scope.Name("team"));

        if (allowed)
            await RawApi.UntilAsync(() => server.Api.PostAsync(Reviews, wanted, Cancellation), answer => IsAllowed(answer), Cancellation);
        else
            Assert.False(IsAllowed(await server.Api.PostAsync(Reviews, wanted, Cancellation)));
    }

    private async Task CreateRoleAsync(string plural, string name, string rules, string kind, string user)
    {
        var root = kind == "Role" ? $"{Rbac}/namespaces/{_scope.Namespace}" : Rbac;
        (await server.Api.PostAsync($"{root}/{plural}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = _scope.Name(name) },
            ["rules"] = JsonNode.Parse(rules),
        }, Cancellation)).Expect(201);
        var subject = new JsonObject
        { ["kind"] = "User", ["name"] = _scope.Name(user), ["apiGroup"] = "rbac.authorization.k8s.io" };
        (await server.Api.PostAsync($"{root}/{plural[..^1]}bindings", Binding(name, kind, name, subject), Cancellation)).Expect(201);
    }

    private JsonObject Binding(string name, string kind, string role, JsonObject subject) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = _scope.Name(name) },
        ["roleRef"] = new JsonObject
        { ["kind"] = kind, ["name"] = _scope.Name(role), ["apiGroup"] = "rbac.authorization.k8s.io" },
        ["subjects"] = new JsonArray(subject),
    };

    private Task<RawResponse> AskAsync(string user, string access) =>
        server.Api.PostAsync(Reviews, Review(_scope.Name(user), access), Cancellation);

    /// <param name="access">VERB/GROUP/RESOURCE[/SUBRESOURCE][:NAME][ in NAMESPACE], or VERB PATH.</param>
    private JsonObject Review(string user, string access)
    {
        var spec = new JsonObject { ["user"] = user };
        var review = new JsonObject { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = "SubjectAccessReview", ["spec"] = spec };
        var words = access.Split(' ');
        if (words is [var method, ['/', ..] path])
        {
            spec["nonResourceAttributes"] = new JsonObject { ["verb"] = method, ["path"] = path };
            return review;
        }

        var (target, name) = Cut(words[0], ':');
        var parts = target.Split('/');
        spec["resourceAttributes"] = new JsonObject
        {
            ["verb"] = parts[0],
            ["group"] = parts[1],
            ["resource"] = parts[2],
            ["subresource"] = parts.ElementAtOrDefault(3) ?? "",
            ["name"] = name,
            ["namespace"] = words switch { [_, "in", "ns"] => _scope.Namespace, [_, "in", var other] => other, _ => "" },
        };
        return review;
    }

    private static (string Before, string After) Cut(string text, char at) => text.IndexOf(at) switch
    {
        < 0 => (text, ""),
        var index => (text[..index], text[(index + 1)..]),
    };

    private static bool IsAllowed(RawResponse answer) => answer.Expect(201).Body["status"]!["allowed"]!.GetValue<bool>();
}
