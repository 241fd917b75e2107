using System.Net;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Admission;

public sealed class WebhookConfigurationTests(ApiServerFixture server) : AdmissionTests(server)
{
    [Fact]
    [Trait("Category", "ApiServer")]
    public async Task A_configuration_gets_the_defaults_of_the_API()
    {
        await InstallAsync("Mutating", Webhook("/mutate", webhook =>
        {
            webhook.Remove("timeoutSeconds");
            webhook.Remove("objectSelector");
            webhook["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["no"] = "namespace" } };
        }));

        var stored = (await Api.GetAsync($"{Path("Mutating")}/{Scope.Name("hooks")}", Cancellation)).Expect(200).Body["webhooks"]![0]!;

        Assert.Equal(10, stored["timeoutSeconds"]!.GetValue<int>());
        Assert.Equal("Fail", stored["failurePolicy"]!.GetValue<string>());
        Assert.Equal("Equivalent", stored["matchPolicy"]!.GetValue<string>());
        Assert.Equal("Never", stored["reinvocationPolicy"]!.GetValue<string>());
        Assert.Equal("{}", stored["objectSelector"]!.ToJsonString());
        Assert.Equal("*", stored["rules"]![0]!["scope"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Category", "ApiServer")]
    [InlineData("name", "\"short\"", "webhooks[0].name: Invalid value: \"short\": should be a domain with at least three segments")]
    [InlineData("sideEffects", "\"Some\"", "webhooks[0].sideEffects: Unsupported value: \"Some\"")]
    [InlineData("timeoutSeconds", "31",
        "webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds")]
    [InlineData("clientConfig", """{"url":"http://127.0.0.1/"}""",
        "webhooks[0].clientConfig.url: Invalid value: \"http\": 'https' is the only allowed URL scheme")]
    [InlineData("clientConfig", "{}", "webhooks[0].clientConfig: Required value: exactly one of url or service is required")]
    [InlineData("admissionReviewVersions", """["v7"]""", "webhooks[0].admissionReviewVersions: Invalid value: ")]
    public async Task A_configuration_that_cannot_work_is_refused(string field, string json, string message)
    {
        var webhook = Webhook("/validate");
        webhook[field] = JsonNode.Parse(json);

        var refused = await Api.PostAsync(Path("Validating"), new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = "ValidatingWebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = Scope.Name("hooks") },
            ["webhooks"] = new JsonArray(webhook),
        }, Cancellation);

        Assert.Equal(422, refused.Code);
        Assert.Contains(message, refused.Message);
    }

    [Fact]
    [Trait("Category", "ApiServer")]
    public async Task No_webhook_can_hold_on_to_its_own_configuration()
    {
        Hooks.On("/validate", _ => new JsonObject { ["allowed"] = false });
        await InstallAsync("Validating", Webhook("/validate", webhook =>
        {
            webhook["rules"] = new JsonArray(Rule("validatingwebhookconfigurations", "*"));
            webhook.Remove("objectSelector");
        }));

        (await Api.DeleteAsync($"{Path("Validating")}/{Scope.Name("hooks")}", Cancellation)).Expect(200);
        Assert.Empty(Hooks.Requests);
    }

    [Fact]
    public async Task A_service_is_called_by_its_name_at_the_address_that_the_options_give()
    {
        var asked = new List<(string, string, int)>();
        await using var own = await Sandbox.ApiServer.ApiServer.StartAsync(new ApiServerOptions
        {
            ResolveService = (@namespace, name, port) =>
            {
                asked.Add((@namespace, name, port));
                return name == "hook" ? new IPEndPoint(IPAddress.Loopback, Hooks.Port) : null;
            },
        }, Cancellation);
        Hooks.On("/serve", _ => Denied(new JsonObject { ["message"] = "from the service" }));
        JsonObject ServiceWebhook(string service) => Webhook("/serve", webhook => webhook["clientConfig"] = new JsonObject
        {
            ["service"] = new JsonObject { ["namespace"] = "tests", ["name"] = service, ["path"] = "/serve", ["port"] = 8443 },
            ["caBundle"] = Hooks.CaBundle,
        });
        JsonObject Configuration(string service) => new()
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = "ValidatingWebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = "hooks" },
            ["webhooks"] = new JsonArray(ServiceWebhook(service)),
        };
        var map = ConfigMap("one");
        map["metadata"]!["namespace"] = "default";

        await own.Objects.CreateAsync(Configuration("hook"), Cancellation);
        var denied = await Assert.ThrowsAsync<Sandbox.ApiServer.Errors.ApiException>(() => own.Objects.CreateAsync(map, Cancellation));
        await own.Objects.UpdateAsync(Configuration("absent"), cancellation: Cancellation);
        var unreachable = await Assert.ThrowsAsync<Sandbox.ApiServer.Errors.ApiException>(() => own.Objects.CreateAsync(map, Cancellation));

        Assert.Equal("admission webhook \"serve.example.com\" denied the request: from the service", denied.Message);
        Assert.Contains("no endpoints available for service \"absent\"", unreachable.Message);
        Assert.Equal([("tests", "hook", 8443), ("tests", "absent", 8443)], asked);
    }
}
