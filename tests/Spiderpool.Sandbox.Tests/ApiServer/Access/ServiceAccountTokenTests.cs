using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Access;

/// <summary>Tokens of service accounts, as <c>kubectl create token</c> asks for them.</summary>
[Trait("Category", "ApiServer")]
public sealed class ServiceAccountTokenTests(ApiServerFixture server) : IAsyncLifetime
{
    private TestScope _scope = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Accounts => $"/api/v1/namespaces/{_scope.Namespace}/serviceaccounts";

    public async ValueTask InitializeAsync()
    {
        _scope = await server.OpenScopeAsync(Cancellation);
        var account = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "robot" } };
        (await server.Api.PostAsync(Accounts, account, Cancellation)).Expect(201);
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Fact]
    public async Task A_token_is_that_of_its_account_until_the_account_is_gone()
    {
        var token = (await RequestAsync("robot", 600)).Expect(201).Body["status"]!["token"]!.GetValue<string>();

        var known = await ReviewAsync(token);
        (await server.Api.DeleteAsync($"{Accounts}/robot", Cancellation)).Expect(200);

        Assert.True(known["authenticated"]!.GetValue<bool>());
        Assert.Equal($"system:serviceaccount:{_scope.Namespace}:robot", known["user"]!["username"]!.GetValue<string>());
        Assert.Contains($"system:serviceaccounts:{_scope.Namespace}",
            known["user"]!["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        // A real server remembers for some seconds what it was told of a token.
        await RawApi.UntilAsync(() => ReviewResponseAsync(token),
            answer => answer.Body["status"]!["authenticated"]?.GetValue<bool>() is not true, Cancellation);
    }

    [Theory]
    [InlineData("robot", 599, 422)]
    [InlineData("nobody", 600, 404)]
    public async Task A_bad_request_gets_no_token(string account, int seconds, int code) =>
        (await RequestAsync(account, seconds)).Expect(code);

    private Task<RawResponse> RequestAsync(string account, int seconds) =>
        server.Api.PostAsync($"{Accounts}/{account}/token", new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = seconds },
        }, Cancellation);

    private async Task<JsonNode> ReviewAsync(string token) => (await ReviewResponseAsync(token)).Body["status"]!;

    private async Task<RawResponse> ReviewResponseAsync(string token) =>
        (await server.Api.PostAsync("/apis/authentication.k8s.io/v1/tokenreviews", new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenReview",
            ["spec"] = new JsonObject { ["token"] = token },
        }, Cancellation)).Expect(201);
}
