using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Admission;

/// <summary>Which writes a webhook sees.</summary>
[Trait("Category", "ApiServer")]
public sealed class WebhookMatchTests(ApiServerFixture server) : AdmissionTests(server)
{
    [Fact]
    public async Task Operations_that_no_rule_names_are_not_seen()
    {
        await InstallAsync("Validating", Webhook("/validate", webhook => webhook["rules"] = new JsonArray(Rule("configmaps", "UPDATE"))));

        (await CreateAsync()).Expect(201);
        (await Api.MergeAsync($"{ConfigMaps}/one", Data("new"), Cancellation)).Expect(200);
        (await Api.DeleteAsync($"{ConfigMaps}/one", Cancellation)).Expect(200);

        Assert.Equal("UPDATE", Assert.Single(Hooks.Requests)["operation"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_object_selector_holds_for_the_object_before_or_after()
    {
        await InstallAsync("Validating", Webhook("/validate"));
        var unlabelled = ConfigMap("one");
        unlabelled["metadata"]!.AsObject().Remove("labels");

        (await Api.PostAsync(ConfigMaps, unlabelled, Cancellation)).Expect(201);
        (await Api.MergeAsync($"{ConfigMaps}/one", Label(Scope.Id), Cancellation)).Expect(200);
        (await Api.MergeAsync($"{ConfigMaps}/one", Label(null), Cancellation)).Expect(200);
        (await Api.MergeAsync($"{ConfigMaps}/one", Data("new"), Cancellation)).Expect(200);

        Assert.Equal([null, Scope.Id], Hooks.Requests.Select(request =>
            request["oldObject"]!["metadata"]!["labels"]?["scope"]?.GetValue<string>()));
    }

    [Fact]
    public async Task The_namespace_selector_is_about_the_labels_of_the_namespace()
    {
        void OnlyLabelled(JsonObject webhook) => webhook["namespaceSelector"] = new JsonObject
        {
            ["matchExpressions"] = new JsonArray(new JsonObject { ["key"] = "hooked", ["operator"] = "Exists" }),
        };
        await InstallAsync("Validating", Webhook("/validate", OnlyLabelled));
        (await CreateAsync("before")).Expect(201);

        (await Api.MergeAsync($"/api/v1/namespaces/{Scope.Namespace}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["hooked"] = "yes" } },
        }, Cancellation)).Expect(200);
        // A real server learns of the label by a watch.
        await RawApi.UntilAsync(() => CreateAsync("after", "?dryRun=All"), _ => Hooks.Requests.Count > 0, Cancellation);

        Assert.Equal("after", Hooks.Requests[0]["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Status_is_seen_only_by_a_rule_for_it()
    {
        const string Pools = "/apis/spiderpool.spidernet.io/v2beta1/spiderippools";
        await InstallAsync("Validating",
            Webhook("/main", webhook => webhook["rules"] = new JsonArray(Rule("spiderippools", "UPDATE"))),
            Webhook("/status", webhook => webhook["rules"] = new JsonArray(Rule("spiderippools/status", "UPDATE"))));
        var pool = ConfigMap(Scope.Name("pool"));
        (pool["apiVersion"], pool["kind"]) = ("spiderpool.spidernet.io/v2beta1", "SpiderIPPool");
        pool.Remove("data");
        pool["spec"] = new JsonObject { ["subnet"] = "10.20.0.0/24" };
        (await Api.PostAsync(Pools, pool, Cancellation)).Expect(201);

        (await Api.MergeAsync($"{Pools}/{Scope.Name("pool")}/status", new JsonObject
        { ["status"] = new JsonObject { ["totalIPCount"] = 1 } }, Cancellation)).Expect(200);

        var request = Assert.Single(Hooks.Requests);
        Assert.Equal("status", request["subResource"]!.GetValue<string>());
        Assert.Equal("SpiderIPPool", request["kind"]!["kind"]!.GetValue<string>());
        Assert.Equal(1, request["object"]!["status"]!["totalIPCount"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("Equivalent", "v2")]
    [InlineData("Exact", null)]
    public async Task The_match_policy_decides_about_other_versions_of_a_resource(string policy, string? seenVersion)
    {
        var (plural, group) = (Scope.Name("things"), $"{Scope.Id}.example.com");
        await DefineAsync(plural, group);
        var rule = Rule(plural, "CREATE");
        rule["apiVersions"] = new JsonArray("v2");
        await InstallAsync("Mutating", Webhook("/mutate", webhook =>
        {
            webhook["rules"] = new JsonArray(rule);
            webhook["matchPolicy"] = policy;
        }));
        Hooks.On("/mutate", _ => WebhookServer.Patch("""[{"op":"add","path":"/metadata/labels/hooked","value":"yes"}]"""));
        var thing = ConfigMap("one");
        (thing["apiVersion"], thing["kind"]) = ($"{group}/v1", "Thing");
        thing.Remove("data");

        var created = await RawApi.UntilAsync(
            () => Api.PostAsync($"/apis/{group}/v1/{plural}", thing, Cancellation), answer => answer.Code == 201, Cancellation);

        Assert.Equal($"{group}/v1", created.Body["apiVersion"]!.GetValue<string>());
        Assert.Equal(seenVersion is null ? null : "yes", created.Metadata("labels")!["hooked"]?.GetValue<string>());
        var request = Hooks.Requests.SingleOrDefault();
        Assert.Equal(seenVersion, request?["kind"]!["version"]!.GetValue<string>());
        if (request is null)
            return;
        Assert.Equal($"{group}/{seenVersion}", request["object"]!["apiVersion"]!.GetValue<string>());
        Assert.Equal("v1", request["requestKind"]!["version"]!.GetValue<string>());
    }

    private async Task DefineAsync(string plural, string group)
    {
        JsonObject Version(string name, bool storage) => new()
        {
            ["name"] = name,
            ["served"] = true,
            ["storage"] = storage,
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object" } },
        };
        (await Api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"{plural}.{group}" },
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["spec"] = new JsonObject
            {
                ["group"] = group,
                ["scope"] = "Cluster",
                ["names"] = new JsonObject { ["plural"] = plural, ["kind"] = "Thing" },
                ["versions"] = new JsonArray(Version("v1", true), Version("v2", false)),
            },
        }, Cancellation)).Expect(201);
        await RawApi.UntilAsync(() => Api.GetAsync($"/apis/{group}/v2/{plural}", Cancellation), answer => answer.Code == 200, Cancellation);
    }

    private static JsonObject Data(string value) => new() { ["data"] = new JsonObject { ["key"] = value } };

    private static JsonObject Label(string? value) =>
        new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["scope"] = value } } };
}
