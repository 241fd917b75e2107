using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Protobuf;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.ApiServer.OpenApi;

public class OpenApiTests(ApiServerFixture server)
{
    private const string PoolDefinition = "io.spidernet.spiderpool.v2beta1.SpiderIPPool";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "ApiServer")]
    public async Task Version_2_defines_built_in_kinds_and_custom_resources()
    {
        var document = (await server.Api.GetAsync("/openapi/v2", Cancellation)).Expect(200).Body;

        var definitions = document["definitions"]!.AsObject();
        var pool = definitions[PoolDefinition]!;
        Assert.Equal("string", pool["properties"]!["spec"]!["properties"]!["ips"]!["items"]!["type"]!.GetValue<string>());
        Assert.Equal("SpiderIPPool", pool["x-kubernetes-group-version-kind"]![0]!["kind"]!.GetValue<string>());
        var containers = definitions["io.k8s.api.core.v1.PodSpec"]!["properties"]!["containers"]!;
        Assert.Equal("#/definitions/io.k8s.api.core.v1.Container", containers["items"]!["$ref"]!.GetValue<string>());
        Assert.Equal("name", containers["x-kubernetes-patch-merge-key"]!.GetValue<string>());
        Assert.Contains("/apis/spiderpool.spidernet.io/v2beta1/spiderippools/{name}",
            document["paths"]!.AsObject().Select(path => path.Key));
        Assert.Empty(Broken(document, "#/definitions/", definitions));
    }

    [Fact]
    public async Task Version_3_has_a_document_for_each_group_and_version()
    {
        var index = (await server.Api.GetAsync("/openapi/v3", Cancellation)).Expect(200).Body["paths"]!.AsObject();

        Assert.Contains("api/v1", index.Select(path => path.Key));
        foreach (var (path, entry) in index)
        {
            var url = entry!["serverRelativeURL"]!.GetValue<string>();
            Assert.StartsWith($"/openapi/v3/{path}?hash=", url);
            var document = (await server.Api.GetAsync(url, Cancellation)).Expect(200).Body;
            Assert.Empty(Broken(document, "#/components/schemas/", document["components"]!["schemas"]!.AsObject()));
        }

        var pools = (await server.Api.GetAsync("/openapi/v3/apis/spiderpool.spidernet.io/v2beta1", Cancellation)).Expect(200).Body;
        // Version 3 keeps what version 2 has no words for.
        Assert.Contains("x-kubernetes-validations", pools["components"]!["schemas"]![PoolDefinition]!.ToJsonString());
    }

    [Fact]
    public async Task The_protobuf_form_has_the_same_definitions_and_paths()
    {
        var json = (await server.Api.GetAsync("/openapi/v2", Cancellation)).Expect(200).Body;
        using var response = await SendAsync("/openapi/v2", request => request.Headers.TryAddWithoutValidation(
            "Accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"));

        var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal(json["paths"]!.AsObject().Select(path => path.Key), Names(bytes, 8, 2));
        Assert.Equal(json["definitions"]!.AsObject().Select(definition => definition.Key), Names(bytes, 9, 1));
    }

    [Fact]
    public async Task An_unchanged_document_is_not_sent_again_and_a_new_definition_changes_it()
    {
        Assert.SkipUnless(server.InProcess is not null, "a real server changes its document at any time");
        await using var own = await Sandbox.ApiServer.ApiServer.StartAsync(new(), Cancellation);
        using var http = new HttpClient { BaseAddress = own.PlainUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", own.Token);
        var url = new Uri("/openapi/v2", UriKind.Relative);
        using var first = await http.GetAsync(url, Cancellation);
        http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var same = await http.GetAsync(url, Cancellation);
        using var definition = new StringContent(CustomResourceManifests.All[0], new MediaTypeHeaderValue("application/yaml"));
        using var created = await http.PostAsync(
            new Uri("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", UriKind.Relative), definition, Cancellation);
        using var changed = await http.GetAsync(url, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request);
        return await server.Api.Http.SendAsync(request, Cancellation);
    }

    /// <summary>Field 1 of the messages in a list within a message of the document.</summary>
    private static List<string> Names(byte[] document, int field, int listField)
    {
        var names = new List<string>();
        var reader = new ProtobufReader(document);
        while (reader.Next())
        {
            if (reader.Field != field)
                continue;
            var list = new ProtobufReader(reader.Content);
            while (list.Next())
            {
                var item = new ProtobufReader(list.Content);
                if (list.Field == listField && item.Next())
                    names.Add(ProtobufReader.Text(item.Content));
            }
        }

        return names;
    }

    /// <summary>References to definitions that are not there.</summary>
    private static IEnumerable<string> Broken(JsonNode? node, string prefix, JsonObject definitions) => node switch
    {
        JsonObject map => map.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference }
            ? new[] { reference.GetValue<string>() }
                .Where(name => !definitions.ContainsKey(name.Replace(prefix, "", StringComparison.Ordinal)))
            : Broken(member.Value, prefix, definitions)),
        JsonArray list => list.SelectMany(item => Broken(item, prefix, definitions)),
        _ => [],
    };
}
