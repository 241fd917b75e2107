using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Admission;

/// <summary>What webhooks are told, and what their answers do.</summary>
[Trait("Category", "ApiServer")]
public sealed class WebhookCallTests(ApiServerFixture server) : AdmissionTests(server)
{
    [Fact]
    public async Task A_mutating_webhook_sees_a_new_object_without_identity_and_its_patch_is_stored()
    {
        Hooks.On("/mutate", _ => WebhookServer.Patch("""[{"op":"add","path":"/data/added","value":"by webhook"}]"""));
        await InstallAsync("Mutating", Webhook("/mutate"));

        var created = (await CreateAsync(query: "?fieldManager=tester")).Expect(201);

        Assert.Equal("by webhook", created.Body["data"]!["added"]!.GetValue<string>());
        var stored = await Api.GetAsync($"{ConfigMaps}/one", Cancellation);
        Assert.Equal("""{"added":"by webhook","key":"value"}""", Sorted(stored.Body["data"]!));
        var request = Assert.Single(Hooks.Requests);
        Assert.Equal("CREATE", request["operation"]!.GetValue<string>());
        Assert.Equal("one", request["name"]!.GetValue<string>());
        Assert.Equal(Scope.Namespace, request["namespace"]!.GetValue<string>());
        Assert.Equal("""{"group":"","kind":"ConfigMap","version":"v1"}""", Sorted(request["kind"]!));
        Assert.Equal("""{"group":"","resource":"configmaps","version":"v1"}""", Sorted(request["resource"]!));
        Assert.Equal("""{"group":"","kind":"ConfigMap","version":"v1"}""", Sorted(request["requestKind"]!));
        Assert.Contains("system:masters", request["userInfo"]!["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        Assert.Equal("""{"apiVersion":"meta.k8s.io/v1","fieldManager":"tester","kind":"CreateOptions"}""", Sorted(request["options"]!));
        Assert.False(request["dryRun"]!.GetValue<bool>());
        Assert.Equal("value", request["object"]!["data"]!["key"]!.GetValue<string>());
        Assert.Null(request["object"]!["metadata"]!["uid"]);
        Assert.Null(request["oldObject"]);
    }

    [Fact]
    public async Task A_validating_webhook_sees_the_object_as_the_mutating_ones_left_it()
    {
        Hooks.On("/mutate", _ => WebhookServer.Patch("""[{"op":"replace","path":"/data/key","value":"changed"}]"""));
        await InstallAsync("Mutating", Webhook("/mutate"));
        await InstallAsync("Validating", Webhook("/validate"));

        (await CreateAsync()).Expect(201);

        Assert.Equal(["value", "changed"], Hooks.Requests.Select(request => request["object"]!["data"]!["key"]!.GetValue<string>()));
        Assert.NotNull(Hooks.Requests[1]["object"]!["metadata"]!["uid"]);
    }

    [Fact]
    public async Task An_update_and_a_deletion_come_with_the_old_object()
    {
        (await CreateAsync()).Expect(201);
        await InstallAsync("Validating", Webhook("/validate"));

        (await Api.MergeAsync($"{ConfigMaps}/one",
            new JsonObject { ["data"] = new JsonObject { ["key"] = "new" } }, Cancellation)).Expect(200);
        (await Api.DeleteAsync($"{ConfigMaps}/one", Cancellation)).Expect(200);

        var (update, deletion) = (Hooks.Requests[0], Hooks.Requests[1]);
        Assert.Equal("UPDATE", update["operation"]!.GetValue<string>());
        Assert.Equal("new", update["object"]!["data"]!["key"]!.GetValue<string>());
        Assert.Equal("value", update["oldObject"]!["data"]!["key"]!.GetValue<string>());
        Assert.Equal("DELETE", deletion["operation"]!.GetValue<string>());
        Assert.Null(deletion["object"]);
        Assert.Equal("new", deletion["oldObject"]!["data"]!["key"]!.GetValue<string>());
        Assert.Equal("DeleteOptions", deletion["options"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_denial_reaches_the_client_with_code_reason_and_causes()
    {
        Hooks.On("/validate", _ => Denied(new JsonObject
        {
            ["code"] = 422,
            ["reason"] = "Invalid",
            ["message"] = "pool is too small",
            ["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject
                { ["reason"] = "FieldValueInvalid", ["message"] = "too small", ["field"] = "spec.ips" }),
            },
        }));
        await InstallAsync("Validating", Webhook("/validate"));

        var refused = await CreateAsync();

        Assert.Equal(422, refused.Code);
        Assert.Equal("admission webhook \"validate.example.com\" denied the request: pool is too small", refused.Message);
        Assert.Equal("Invalid", refused.Body["reason"]!.GetValue<string>());
        Assert.Equal("spec.ips", refused.Body["details"]!["causes"]![0]!["field"]!.GetValue<string>());
        Assert.Equal(404, (await Api.GetAsync($"{ConfigMaps}/one", Cancellation)).Code);
    }

    [Fact]
    public async Task A_denial_without_a_reason_says_so()
    {
        Hooks.On("/mutate", _ => new JsonObject { ["allowed"] = false });
        await InstallAsync("Mutating", Webhook("/mutate"));

        var refused = await CreateAsync();

        Assert.Equal(400, refused.Code);
        Assert.Equal("admission webhook \"mutate.example.com\" denied the request without explanation", refused.Message);
    }

    [Fact]
    public async Task A_denied_deletion_leaves_the_object()
    {
        (await CreateAsync()).Expect(201);
        Hooks.On("/validate", request => request["operation"]!.GetValue<string>() == "DELETE"
            ? Denied(new JsonObject { ["message"] = "in use", ["code"] = 409 })
            : Allowed());
        await InstallAsync("Validating", Webhook("/validate"));

        var refused = await Api.DeleteAsync($"{ConfigMaps}/one", Cancellation);

        Assert.Equal(409, refused.Code);
        Assert.Equal("admission webhook \"validate.example.com\" denied the request: in use", refused.Message);
        Assert.Equal(200, (await Api.GetAsync($"{ConfigMaps}/one", Cancellation)).Code);
        Hooks.On("/validate", _ => Allowed());
    }

    [Fact]
    public async Task Warnings_become_headers()
    {
        Hooks.On("/validate", _ =>
        {
            var answer = Allowed();
            answer["warnings"] = new JsonArray("first \"quoted\"", "second");
            return answer;
        });
        await InstallAsync("Validating", Webhook("/validate"));

        var created = (await CreateAsync()).Expect(201);

        Assert.Equal(["299 - \"first \\\"quoted\\\"\"", "299 - \"second\""], created.Warnings);
    }

    [Fact]
    public async Task A_dry_run_is_told_to_the_webhook_and_stores_nothing()
    {
        await InstallAsync("Validating", Webhook("/validate"));

        (await CreateAsync(query: "?dryRun=All")).Expect(201);

        var request = Assert.Single(Hooks.Requests);
        Assert.True(request["dryRun"]!.GetValue<bool>());
        Assert.Equal(404, (await Api.GetAsync($"{ConfigMaps}/one", Cancellation)).Code);
    }

    [Fact]
    public async Task A_webhook_is_asked_again_when_a_later_one_changed_what_it_has_seen()
    {
        Hooks.On("/first", _ => Allowed());
        Hooks.On("/second", _ => WebhookServer.Patch("""[{"op":"add","path":"/data/second","value":"was here"}]"""));
        await InstallAsync("Mutating", Webhook("/first", webhook => webhook["reinvocationPolicy"] = "IfNeeded"), Webhook("/second"));

        (await CreateAsync()).Expect(201);

        Assert.Equal([null, null, "was here"],
            Hooks.Requests.Select(request => request["object"]!["data"]!["second"]?.GetValue<string>()));
    }

    private static JsonObject Allowed() => new() { ["allowed"] = true };

    private static string Sorted(JsonNode node) => new JsonObject(node.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal)
        .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
}
