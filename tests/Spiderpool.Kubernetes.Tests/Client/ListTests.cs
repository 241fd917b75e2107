using System.Net;
using System.Text;
using CsCheck;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Http;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Client;

public sealed class ListTests
{
    private readonly FakeApi _api = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_one_after_the_other()
    {
        _api.Then(FakeApi.Json(Objects.ListOf(9, "next/1", Objects.Json("a", 1), Objects.Json("b", 2))))
            .Then(FakeApi.Json(Objects.ListOf(9, "", Objects.Json("c", 3))));
        using var client = _api.Client();

        var names = new List<string?>();
        await foreach (var item in client.ListAllAsync<Namespace>(null,
            new ListOptions { LabelSelector = "a=b,c!=d", Limit = 2 }, Cancelled))
            names.Add(item.Metadata.Name);

        Assert.Equal(["a", "b", "c"], names);
        Assert.Equal(
            [
                "GET /api/v1/namespaces?labelSelector=a%3Db%2Cc%21%3Dd&limit=2",
                "GET /api/v1/namespaces?labelSelector=a%3Db%2Cc%21%3Dd&limit=2&continue=next%2F1",
            ], _api.Lines);
    }

    [Fact]
    public async Task Page_tells_version_and_rest()
    {
        _api.Then(FakeApi.Json("""{"items":[],"metadata":{"resourceVersion":"7","continue":"c","remainingItemCount":12}}"""));
        using var client = _api.Client();

        var list = await client.ListAsync<Lease>("ns", new ListOptions { ResourceVersion = "0", FieldSelector = "x=y" },
            Cancelled);

        Assert.Equal(("7", "c", 12L, 0), (list.ResourceVersion, list.Continue, list.RemainingItemCount, list.Items.Count));
        Assert.Equal("GET /apis/coordination.k8s.io/v1/namespaces/ns/leases?fieldSelector=x%3Dy&resourceVersion=0",
            Assert.Single(_api.Lines));
    }

    [Fact]
    public async Task List_is_the_same_however_the_bytes_arrive()
    {
        await Gen.Select(Gen.Int[0, 40], Gen.Int[1, 5000], Gen.Int[0, 3000]).SampleAsync(async (count, piece, labelLength) =>
        {
            var items = Enumerable.Range(0, count).Select(i => Objects.Json($"n{i}", i, label: new string('x', labelLength)))
                .ToArray();
            var text = Objects.ListOf(99, "more", items);
            using var reader = new ListReader<Namespace>(new Pieces(Encoding.UTF8.GetBytes(text), piece), Namespace.JsonType,
                null);

            var list = await reader.ReadAsync(Cancelled);

            Assert.Equal(Enumerable.Range(0, count).Select(i => $"n{i}"), list.Items.Select(item => item.Metadata.Name));
            Assert.All(list.Items, item => Assert.Equal(labelLength, item.Metadata.Label("l")!.Length));
            Assert.Equal(("99", "more"), (list.ResourceVersion, list.Continue));
        }, iter: 300);
    }

    [Theory]
    [InlineData("""{"items":null}""", 0)]
    [InlineData("""{}""", 0)]
    [InlineData("""{"items":[null,{"metadata":{"name":"a"}}]}""", 1)]
    [InlineData("""{"x":{"items":[1,2]},"items":[{"metadata":{"name":"a"}}],"y":["items"]}""", 1)]
    [InlineData("""  {"items" : [ {} , {} ] , "metadata" : {} }  """, 2)]
    public async Task Odd_list_is_read(string json, int count)
    {
        using var reader = new ListReader<Namespace>(new Pieces(Encoding.UTF8.GetBytes(json), 3), Namespace.JsonType, null);

        Assert.Equal(count, (await reader.ReadAsync(Cancelled)).Items.Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"items":7}""")]
    [InlineData("""{"items":[7]}""")]
    [InlineData("""{"items":[{"metadata":{"name":"a"}}""")]
    [InlineData("""{"items":[""")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task Answer_that_is_no_list_is_unusable(string body)
    {
        _api.Then(FakeApi.Json(body));
        using var client = _api.Client();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            client.ListAsync<Namespace>(null, ListOptions.All, Cancelled));

        Assert.StartsWith("list namespaces: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Item_larger_than_any_object_is_refused_before_memory_is_full()
    {
        var item = Objects.Json("a", 1, label: new string('x', 9 * 1024 * 1024));
        _api.Then(FakeApi.Json(Objects.List(1, item)));
        using var client = _api.Client();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(() =>
            client.ListAsync<Namespace>(null, ListOptions.All, Cancelled));

        Assert.EndsWith("more than 8 MiB in one object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_only_drops_the_rest_whether_the_server_did_or_not()
    {
        _api.Then(FakeApi.Json(Objects.List(1, Objects.Json("a", 1))));
        using var client = _api.Client();

        var list = await client.ListAsync<Namespace>(null, new ListOptions { MetadataOnly = true }, Cancelled);

        var item = Assert.Single(list.Items);
        Assert.Equal(("a", null, null), (item.Metadata.Name, item.Kind, item.OtherFields));
        Assert.Contains("as=PartialObjectMetadataList", _api.Requests[0].Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_page_is_gone()
    {
        _api.Then(FakeApi.Json(Objects.ListOf(1, "c", Objects.Json("a", 1))))
            .Then(FakeApi.Failure(HttpStatusCode.Gone, "Expired", "too old"));
        using var client = _api.Client();

        var error = await Assert.ThrowsAsync<KubernetesApiException>(async () =>
        {
            await foreach (var _ in client.ListAllAsync<Namespace>(null, ListOptions.All, Cancelled))
            {
            }
        });

        Assert.True(error.IsGone);
        Assert.StartsWith("GET /api/v1/namespaces?limit=500", _api.Lines.First(), StringComparison.Ordinal);
    }
}
