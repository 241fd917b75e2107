using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.Tables;

/// <summary>The tables that kubectl prints.</summary>
[Trait("Category", "ApiServer")]
public class TableTests(ApiServerFixture server)
{
    private const string Pools = "/apis/spiderpool.spidernet.io/v2beta1/spiderippools";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_custom_resource_has_the_columns_of_its_definition()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var path = $"{Pools}/{scope.Name("p")}";
        (await server.Api.PostAsync(Pools, LocalServer.Json($$"""
            {
              "apiVersion": "spiderpool.spidernet.io/v2beta1", "kind": "SpiderIPPool", "metadata": { "name": "{{scope.Name("p")}}" },
              "spec": { "subnet": "10.20.0.0/16", "ipVersion": 4, "nodeName": [ "n1", "n2" ],
                "podAffinity": { "matchLabels": { "ipam.spidernet.io/app-namespace": "team" } } }
            }
            """), Cancellation)).Expect(201);
        (await server.Api.MergeAsync(
            $"{path}/status", LocalServer.Json("""{ "status": { "totalIPCount": 12 } }"""), Cancellation)).Expect(200);

        var table = await TableAsync(path);
        Assert.Equal(("Table", "meta.k8s.io/v1"), ((string?)table["kind"], (string?)table["apiVersion"]));
        Assert.Equal(
            [
                "Name string name 0", "VERSION integer  0", "SUBNET string  0", "ALLOCATED-IP-COUNT integer  0",
                "TOTAL-IP-COUNT integer  0", "FREE integer  0", "DEFAULT boolean  0", "DISABLE boolean  10",
                "NodeName string  10", "MultusName string  10", "APP-NAMESPACE string  10", "AGE date  0",
            ],
            table["columnDefinitions"]!.AsArray().Select(column =>
                $"{column!["name"]} {column["type"]} {column["format"]} {column["priority"]}"));
        var row = Assert.Single(table["rows"]!.AsArray())!;
        var cells = row["cells"]!.AsArray();
        Assert.Equal(
            [
                $"\"{scope.Name("p")}\"", "4", "\"10.20.0.0/16\"", "null", "12", "null", "false", "false",
                """["n1","n2"]""", "null", "\"team\"",
            ],
            cells.Take(11).Select(cell => cell is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith('[')
                ? text : cell?.ToJsonString() ?? "null"));
        Assert.Matches("^[0-9]+s$", (string?)cells[11]);
        Assert.Equal(("PartialObjectMetadata", "meta.k8s.io/v1"),
            ((string?)row["object"]!["kind"], (string?)row["object"]!["apiVersion"]));
        Assert.Null(row["object"]!["spec"]);
    }

    [Theory]
    [InlineData("None", false, false)]
    [InlineData("Metadata", true, false)]
    [InlineData("Object", true, true)]
    public async Task A_row_carries_as_much_of_its_object_as_was_asked_for(string include, bool hasObject, bool hasData)
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var maps = $"/api/v1/namespaces/{scope.Namespace}/configmaps";
        (await server.Api.PostAsync(maps, LocalServer.Json("""{ "metadata": { "name": "m" }, "data": { "k": "v" } }"""), Cancellation))
            .Expect(201);
        var row = (await TableAsync($"{maps}/m?includeObject={include}"))["rows"]![0]!;
        Assert.Equal(hasObject, row["object"] is not null);
        Assert.Equal(hasData, row["object"]?["data"] is not null);
    }

    [Fact]
    public async Task A_list_of_metadata_has_nothing_else()
    {
        await using var scope = await server.OpenScopeAsync(Cancellation);
        var maps = $"/api/v1/namespaces/{scope.Namespace}/configmaps";
        (await server.Api.PostAsync(maps, LocalServer.Json("""{ "metadata": { "name": "m" }, "data": { "k": "v" } }"""), Cancellation))
            .Expect(201);
        var list = await AskAsync(maps, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        Assert.Equal(("PartialObjectMetadataList", "meta.k8s.io/v1"), ((string?)list["kind"], (string?)list["apiVersion"]));
        var item = list["items"]!.AsArray().Single(item => (string?)item!["metadata"]!["name"] == "m")!;
        Assert.Null(item["data"]);
        Assert.NotNull(item["metadata"]!["uid"]);
    }

    private Task<JsonObject> TableAsync(string path) => AskAsync(path, "application/json;as=Table;g=meta.k8s.io;v=v1");

    private async Task<JsonObject> AskAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var response = await server.Api.Http.SendAsync(request, Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        return LocalServer.Json(await response.Content.ReadAsStringAsync(Cancellation));
    }
}
