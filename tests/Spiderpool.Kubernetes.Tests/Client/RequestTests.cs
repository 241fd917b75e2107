using System.Net;
using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Client;

public sealed class RequestTests
{
    private readonly FakeApi _api = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_have_the_paths_and_bodies_of_the_api_conventions()
    {
        _api.Otherwise = (_, _) => Task.FromResult(FakeApi.Json("""{"metadata":{"name":"a","namespace":"ns"}}"""));
        using var client = _api.Client();
        var lease = new Lease { Metadata = new ObjectMeta { Namespace = "ns", Name = "a" } };

        await client.GetAsync<Namespace>(null, "a", Cancelled);
        await client.GetAsync<Lease>("ns", "a", Cancelled);
        await client.CreateAsync(lease, Cancelled);
        await client.ReplaceAsync(lease, Cancelled);
        await client.ReplaceStatusAsync(lease, Cancelled);
        await client.PatchAsync<Lease>("ns", "a", PatchType.Merge, "{}"u8.ToArray(), "status", Cancelled);
        await client.PatchAsync<Lease>("ns", "a", PatchType.Apply("me", force: true), "{}"u8.ToArray(), null, Cancelled);
        await client.DeleteAsync<Lease>("ns", "a", null, Cancelled);

        Assert.Equal(
            [
                "GET /api/v1/namespaces/a",
                "GET /apis/coordination.k8s.io/v1/namespaces/ns/leases/a",
                "POST /apis/coordination.k8s.io/v1/namespaces/ns/leases",
                "PUT /apis/coordination.k8s.io/v1/namespaces/ns/leases/a",
                "PUT /apis/coordination.k8s.io/v1/namespaces/ns/leases/a/status",
                "PATCH /apis/coordination.k8s.io/v1/namespaces/ns/leases/a/status",
                "PATCH /apis/coordination.k8s.io/v1/namespaces/ns/leases/a?fieldManager=me&force=true",
                "DELETE /apis/coordination.k8s.io/v1/namespaces/ns/leases/a",
            ], _api.Lines);
        Assert.StartsWith("""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{""", _api.Requests[2].Body,
            StringComparison.Ordinal);
        Assert.Equal(
            ["application/json", "application/merge-patch+json", "application/apply-patch+yaml"],
            _api.Requests.Where(request => request.Body.Length > 0).Select(request => request.Headers["Content-Type"])
                .Distinct());
        Assert.All(_api.Requests, request => Assert.Equal("spiderpool", request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task Delete_sends_its_preconditions()
    {
        _api.Then(FakeApi.Json("{}"));
        using var client = _api.Client();

        await client.DeleteAsync<Lease>("ns", "a", new DeleteOptions
        {
            Uid = "u",
            ResourceVersion = "7",
            PropagationPolicy = PropagationPolicy.Foreground,
            GracePeriodSeconds = 0,
        }, Cancelled);

        Assert.Equal(
            """{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"u","resourceVersion":"7"}"""
            + ""","propagationPolicy":"Foreground","gracePeriodSeconds":0}""", Assert.Single(_api.Requests).Body);
    }

    [Theory]
    [InlineData("a b/c?d#e%f", "/api/v1/namespaces/a%20b%2Fc%3Fd%23e%25f")]
    [InlineData("ä", "/api/v1/namespaces/%C3%A4")]
    [InlineData("...", "/api/v1/namespaces/...")]
    public async Task Strange_name_stays_one_segment_of_the_path(string name, string path)
    {
        _api.Then(FakeApi.Json("{}"));
        using var client = _api.Client();

        await client.GetAsync<Namespace>(null, name, Cancelled);

        Assert.Equal("GET " + path, Assert.Single(_api.Lines));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Name_that_would_change_the_path_is_refused(string name)
    {
        using var client = _api.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync<Namespace>(null, name, Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync<Lease>("..", "a", Cancelled));
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Path_of_the_server_is_kept()
    {
        _api.Then(FakeApi.Json("{}"));
        var proxy = new Uri("https://proxy/k8s/clusters/c-1/");
        using var client = _api.Client(options: new KubernetesClientOptions { Server = proxy });

        await client.GetAsync<Namespace>(null, "a", Cancelled);

        Assert.Equal("GET /k8s/clusters/c-1/api/v1/namespaces/a", Assert.Single(_api.Lines));
    }

    [Fact]
    public async Task Unread_fields_survive_a_round_trip_and_quotes_stay_short()
    {
        _api.Then(FakeApi.Json("""{"metadata":{"name":"a","annotations":{"j":"{\"k\":1}"},"x":{"y":[1]}},"spec":{"z":true}}"""))
            .Then(FakeApi.Json("{}"));
        using var client = _api.Client();

        await client.ReplaceAsync(await client.GetAsync<Namespace>(null, "a", Cancelled), Cancelled);

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a","annotations":"""
            + """{"j":"{\"k\":1}"},"x":{"y":[1]}},"spec":{"z":true}}""", _api.Requests[1].Body);
    }

    [Fact]
    public async Task Missing_object_is_null_only_where_that_is_asked_for()
    {
        _api.Otherwise = (_, _) =>
            Task.FromResult(FakeApi.Failure(HttpStatusCode.NotFound, "NotFound", "namespaces \\\"a\\\" not found"));
        using var client = _api.Client();

        Assert.Null(await client.TryGetAsync<Namespace>(null, "a", Cancelled));
        Assert.Null(await client.TryGetMetadataAsync("apps/v1", "replicasets", "ns", "a", Cancelled));
        var error = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync<Namespace>(null, "a", Cancelled));
        Assert.True(error.IsNotFound);
        Assert.Equal("get namespaces a: 404 NotFound: namespaces \"a\" not found", error.Message);
    }

    [Fact]
    public async Task Metadata_of_an_owner_is_asked_for_in_its_own_group()
    {
        _api.Then(FakeApi.Json("""{"kind":"PartialObjectMetadata","metadata":{"name":"a","uid":"u"}}"""))
            .Then(FakeApi.Json("""{"metadata":{"name":"b"}}"""));
        using var client = _api.Client();

        var owner = await client.TryGetMetadataAsync("apps/v1", "replicasets", "ns", "a", Cancelled);
        await client.TryGetMetadataAsync("v1", "nodes", null, "b", Cancelled);

        Assert.Equal("u", owner!.Metadata.Uid);
        Assert.Equal(["GET /apis/apps/v1/namespaces/ns/replicasets/a", "GET /api/v1/nodes/b"], _api.Lines);
        Assert.Contains("as=PartialObjectMetadata", _api.Requests[0].Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_stored_with_metadata_alone_in_the_answer()
    {
        _api.Then(FakeApi.Json("""{"kind":"PartialObjectMetadata","metadata":{"name":"a","resourceVersion":"8"}}"""));
        using var client = _api.Client();
        var pool = new SpiderIPPool
        {
            Metadata = new() { Name = "a", ResourceVersion = "7" },
            Status = new() { AllocatedIPCount = 3 },
        };

        var stored = await client.StoreStatusAsync(pool, Cancelled);

        Assert.Equal(("8", 3L), (stored.Metadata.ResourceVersion, stored.Status!.AllocatedIPCount));
        Assert.Equal(["PUT /apis/spiderpool.spidernet.io/v2beta1/spiderippools/a/status"], _api.Lines);
        Assert.Contains("as=PartialObjectMetadata", _api.Requests[0].Headers["Accept"], StringComparison.Ordinal);
        Assert.Contains("\"resourceVersion\":\"7\"", _api.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_of_any_kind_are_changed_and_deleted_if_they_exist()
    {
        _api.Then(FakeApi.Json("{}")).Then(FakeApi.Json("{}"))
            .Then(FakeApi.Failure(HttpStatusCode.NotFound, "NotFound", "no"))
            .Then(FakeApi.Failure(HttpStatusCode.NotFound, "NotFound", "no"));
        using var client = _api.Client();
        var body = """{"spec":{"replicas":0}}"""u8.ToArray();

        Assert.True(await client.TryMergeAsync("apps/v1", "deployments", "ns", "a", body, Cancelled));
        Assert.True(await client.TryDeleteAsync("batch/v1", "jobs", "ns", "b", Cancelled));
        Assert.False(await client.TryMergeAsync("apps/v1", "deployments", "ns", "a", body, Cancelled));
        Assert.False(await client.TryDeleteAsync("batch/v1", "jobs", "ns", "b", Cancelled));

        Assert.Equal(
            ["PATCH /apis/apps/v1/namespaces/ns/deployments/a", "DELETE /apis/batch/v1/namespaces/ns/jobs/b"], _api.Lines.Take(2));
        Assert.Equal("""{"spec":{"replicas":0}}""", _api.Requests[0].Body);
    }

    [Fact]
    public async Task Ready_is_what_the_server_says()
    {
        _api.Then(new HttpResponseMessage(HttpStatusCode.OK))
            .Then(new HttpResponseMessage(HttpStatusCode.InternalServerError))
            .Then((_, _) => throw new HttpRequestException("refused"));
        using var client = _api.Client();

        Assert.Equal((true, false, false),
            (await client.IsReadyAsync(Cancelled), await client.IsReadyAsync(Cancelled), await client.IsReadyAsync(Cancelled)));
        Assert.All(_api.Lines, line => Assert.Equal("GET /readyz", line));
    }

    [Fact]
    public void Options_print_no_secret()
    {
        var options = new KubernetesClientOptions
        {
            Server = new Uri("https://api"),
            Token = "secret-token",
            ClientKey = Encoding.ASCII.GetBytes("secret-key"),
        };

        Assert.Equal("KubernetesClientOptions { Server = https://api/, UserAgent = spiderpool }", options.ToString());
    }

    [Theory]
    [InlineData("ftp://api")]
    [InlineData("api", UriKind.Relative)]
    public void Server_that_is_no_web_address_is_refused(string server, UriKind kind = UriKind.Absolute) =>
        Assert.Throws<KubernetesConfigurationException>(() =>
            new KubernetesClient(new KubernetesClientOptions { Server = new Uri(server, kind) }));
}
