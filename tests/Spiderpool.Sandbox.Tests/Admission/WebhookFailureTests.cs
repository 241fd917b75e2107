using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Admission;

/// <summary>Webhooks that cannot be asked or answer nonsense.</summary>
[Trait("Category", "ApiServer")]
public sealed class WebhookFailureTests(ApiServerFixture server) : AdmissionTests(server)
{
    /// <summary>Port 1: nobody listens there.</summary>
    private const string Nowhere = "https://127.0.0.1:1/";

    [Fact]
    public async Task A_webhook_that_is_gone_refuses_the_write_if_its_policy_is_Fail()
    {
        await InstallAsync("Validating", Webhook("/gone", webhook => webhook["clientConfig"]!["url"] = Nowhere));

        var refused = await CreateAsync();

        Assert.Equal(500, refused.Code);
        Assert.Equal("InternalError", refused.Body["reason"]!.GetValue<string>());
        Assert.StartsWith("Internal error occurred: failed calling webhook \"gone.example.com\": ", refused.Message);
        Assert.Contains("onnection refused", refused.Message);
    }

    [Theory]
    [InlineData("Mutating")]
    [InlineData("Validating")]
    public async Task A_webhook_that_is_gone_does_not_matter_if_its_policy_is_Ignore(string kind)
    {
        await InstallAsync(kind, Webhook("/gone", webhook =>
        {
            webhook["clientConfig"]!["url"] = Nowhere;
            webhook["failurePolicy"] = "Ignore";
        }));

        (await CreateAsync()).Expect(201);
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_in_time_is_given_up()
    {
        await InstallAsync("Mutating", Webhook("/hang", webhook => webhook["timeoutSeconds"] = 1));

        var refused = await CreateAsync();

        Assert.Equal(500, refused.Code);
        Assert.StartsWith("Internal error occurred: failed calling webhook \"hang.example.com\": ", refused.Message);
        Assert.Matches("deadline exceeded|Timeout exceeded", refused.Message);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        await using var other = await WebhookServer.StartAsync(Cancellation);
        await InstallAsync("Validating", Webhook("/validate", webhook => webhook["clientConfig"]!["caBundle"] = other.CaBundle));

        var refused = await CreateAsync();

        Assert.Equal(500, refused.Code);
        Assert.Contains("certificate", refused.Message);
        Assert.Empty(Hooks.Requests);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_refused()
    {
        Hooks.On("/validate", _ => new JsonObject { ["allowed"] = true, ["uid"] = "another" });
        await InstallAsync("Validating", Webhook("/validate"));

        var refused = await CreateAsync();

        Assert.Equal(500, refused.Code);
        Assert.Matches("expected response.uid=\".*\", got \"another\"", refused.Message);
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/data/absent/deep"}]""")]
    [InlineData("""{"not":"a list"}""")]
    public async Task A_patch_that_cannot_be_applied_refuses_the_write(string patch)
    {
        Hooks.On("/mutate", _ => WebhookServer.Patch(patch));
        await InstallAsync("Mutating", Webhook("/mutate"));

        var refused = await CreateAsync();

        Assert.Equal(500, refused.Code);
        Assert.Equal(404, (await Api.GetAsync($"{ConfigMaps}/one", Cancellation)).Code);
    }

    [Fact]
    public async Task What_a_patch_makes_has_to_be_valid()
    {
        Hooks.On("/mutate", _ => WebhookServer.Patch("""[{"op":"replace","path":"/spec/ipVersion","value":5}]"""));
        await InstallAsync("Mutating", Webhook("/mutate", webhook => webhook["rules"] = new JsonArray(Rule("spiderippools", "CREATE"))));
        var pool = new JsonObject
        {
            ["apiVersion"] = "spiderpool.spidernet.io/v2beta1",
            ["kind"] = "SpiderIPPool",
            ["metadata"] = new JsonObject { ["name"] = Scope.Name("pool"), ["labels"] = new JsonObject { ["scope"] = Scope.Id } },
            ["spec"] = new JsonObject { ["ipVersion"] = 4, ["subnet"] = "10.20.0.0/24" },
        };

        var refused = await Api.PostAsync("/apis/spiderpool.spidernet.io/v2beta1/spiderippools", pool, Cancellation);

        Assert.Equal(422, refused.Code);
        Assert.Contains("spec.ipVersion: Unsupported value: 5", refused.Message);
    }
}
