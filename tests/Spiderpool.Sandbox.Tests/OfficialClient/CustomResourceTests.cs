using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class CustomResourceTests(ApiServerFixture server) : OfficialClientTests(server)
{
    [Fact]
    public async Task Typed_custom_objects_are_created_read_listed_watched_changed_and_deleted()
    {
        using var pools = new GenericClient(Client, "spiderpool.spidernet.io", "v2beta1", "spiderippools", disposeClient: false);
        var name = Scope.Name("pool");
        await using var events = pools.WatchAsync<Pool>(cancel: Cancellation)
            .Where(change => change.Item2.Metadata.Name == name).GetAsyncEnumerator(Cancellation);
        var begun = events.MoveNextAsync();

        var created = await pools.CreateAsync(NewPool(name), Cancellation);
        await begun;
        created.Spec.Ips.Add("10.20.0.30");
        var replaced = await pools.ReplaceAsync(created, name, Cancellation);
        await events.MoveNextAsync();
        var changed = events.Current;
        var patched = await pools.PatchAsync<Pool>(
            new V1Patch("""{"spec":{"disable":true}}""", V1Patch.PatchType.MergePatch), name, Cancellation);
        var listed = await pools.ListAsync<PoolList>(cancel: Cancellation);
        await pools.DeleteAsync<V1Status>(name, Cancellation);

        Assert.Equal(1, created.Metadata.Generation);
        Assert.False(created.Spec.Disable);
        Assert.Equal(2, replaced.Metadata.Generation);
        Assert.Equal((WatchEventType.Modified, 2), (changed.Item1, changed.Item2.Spec.Ips.Count));
        Assert.True(patched.Spec.Disable);
        Assert.Equal("SpiderIPPoolList", listed.Kind);
        Assert.Contains(listed.Items, item => item.Metadata.Name == name);
        var gone = await Assert.ThrowsAsync<HttpOperationException>(() => pools.ReadAsync<Pool>(name, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, gone.Response.StatusCode);
    }

    [Fact]
    public async Task An_invalid_custom_object_is_refused_with_its_causes()
    {
        using var pools = new GenericClient(Client, "spiderpool.spidernet.io", "v2beta1", "spiderippools", disposeClient: false);
        var pool = NewPool(Scope.Name("pool"));
        pool.Spec.IpVersion = 5;

        var error = await Assert.ThrowsAsync<HttpOperationException>(() => pools.CreateAsync(pool, Cancellation));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, error.Response.StatusCode);
        var status = KubernetesJson.Deserialize<V1Status>(error.Response.Content);
        Assert.Contains(status.Details.Causes, cause => (cause.Field, cause.Reason) == ("spec.ipVersion", "FieldValueNotSupported"));
    }

    private static Pool NewPool(string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new PoolSpec { IpVersion = 4, Subnet = "10.20.0.0/24", Ips = ["10.20.0.10-10.20.0.19"] },
    };
}
