using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Apply;

/// <summary>Server-side apply of kinds without a definition, in YAML as kubectl may send it.</summary>
[Trait("Category", "ApiServer")]
public class BuiltinApplyTests(ApiServerFixture server)
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          selector:
            matchLabels: {app: web}
          template:
            metadata:
              labels: {app: web}
            spec:
              containers:
              - name: main
                image: example.com/main:1
                ports:
                - containerPort: 80
                  protocol: TCP
                env:
                - {name: A, value: "1"}
                - {name: B, value: "2"}
              - name: side
                image: example.com/side:1
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lists_of_a_pod_template_merge_by_their_keys()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var path = $"/apis/apps/v1/namespaces/{scope.Namespace}/deployments/web";
        (await ApplyAsync(path, "owner", Deployment)).Expect(201);
        (await ApplyAsync(path, "scaler", """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
              "spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"main","env":[{"name":"C","value":"3"}]}]}}}}
            """)).Expect(200);

        var again = (await ApplyAsync(path, "owner", Deployment
            .Replace("main:1", "main:2", StringComparison.Ordinal)
            .Replace("        - {name: B, value: \"2\"}\n", "", StringComparison.Ordinal))).Expect(200);

        var containers = again.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        Assert.Equal(["main", "side"], containers.Select(item => (string?)item!["name"]));
        Assert.Equal("example.com/main:2", (string?)containers[0]!["image"]);
        Assert.Equal(["A", "C"], containers[0]!["env"]!.AsArray().Select(item => (string?)item!["name"]).Order());
        Assert.Equal(3, (int)again.Body["spec"]!["replicas"]!);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"owner\": "
            + ".spec.template.spec.containers[name=\"main\"].ports[containerPort=80,protocol=\"TCP\"].name",
            (await ApplyAsync(path, "other", await WithNamedPortAsync(path))).Message);
    }

    [Fact]
    public async Task A_config_map_is_shared_key_by_key()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var path = $"/api/v1/namespaces/{scope.Namespace}/configmaps/shared";
        (await ApplyAsync(path, "one", ConfigMap("a: '1'"))).Expect(201);
        var both = (await ApplyAsync(path, "two", ConfigMap("b: '2'"))).Expect(200);
        Assert.Equal("""{"a":"1","b":"2"}""", both.Body["data"]!.ToJsonString());
        Assert.Equal("""{"f:data":{"f:b":{}}}""", ThingApi.Fields(both, "two", "Apply"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .data.a",
            (await ApplyAsync(path, "two", ConfigMap("a: '3'"))).Message);
    }

    private async Task<string> WithNamedPortAsync(string path)
    {
        var named = Deployment.Replace("protocol: TCP", "protocol: TCP\n          name: http", StringComparison.Ordinal)
            .Replace("main:1", "main:2", StringComparison.Ordinal);
        (await ApplyAsync(path, "owner", named)).Expect(200);
        return named.Replace("name: http", "name: web", StringComparison.Ordinal);
    }

    private static string ConfigMap(string data) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: shared}}\ndata:\n  {data}\n";

    private Task<RawResponse> ApplyAsync(string path, string manager, string body) => server.Api.SendAsync(
        HttpMethod.Patch, $"{path}?fieldManager={manager}", body, "application/apply-patch+yaml", Cancellation);
}
