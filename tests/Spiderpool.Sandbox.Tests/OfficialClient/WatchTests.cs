using k8s;
using k8s.Models;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class WatchTests(ApiServerFixture server) : OfficialClientTests(server)
{
    [Fact]
    public async Task A_watch_from_a_list_sees_each_change_after_it_once_and_in_order()
    {
        await CreateMapAsync("before", label: "seen");
        var list = await ListAsync();
        await using var events = Watch(list.Metadata.ResourceVersion).GetAsyncEnumerator(Cancellation);

        await CreateMapAsync("map", label: "seen");
        await CreateMapAsync("other", label: "unseen");
        await PatchAsync("map", """{"data":{"key":"new"}}""");
        await PatchAsync("map", """{"metadata":{"labels":{"label":"unseen"}}}""");
        await PatchAsync("other", """{"metadata":{"labels":{"label":"seen"}}}""");
        await Client.CoreV1.DeleteNamespacedConfigMapAsync("before", Scope.Namespace, cancellationToken: Cancellation);

        var seen = new List<(WatchEventType, string, string)>();
        while (seen.Count < 5 && await events.MoveNextAsync())
            seen.Add((events.Current.Type, events.Current.Item.Metadata.Name, events.Current.Item.Data["key"]));
        Assert.Equal(
            [
                (WatchEventType.Added, "map", "value"),
                (WatchEventType.Modified, "map", "new"),
                // Leaving the selection looks like a deletion, entering it like a creation.
                (WatchEventType.Deleted, "map", "new"),
                (WatchEventType.Added, "other", "value"),
                (WatchEventType.Deleted, "before", "value"),
            ], seen);
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_what_there_is()
    {
        await CreateMapAsync("first", label: "seen");
        await CreateMapAsync("second", label: "seen");

        var seen = new List<string>();
        await foreach (var (type, item) in Watch(null).WithCancellation(Cancellation))
        {
            Assert.Equal(WatchEventType.Added, type);
            seen.Add(item.Metadata.Name);
            if (seen.Count == 2)
                break;
        }

        Assert.Equal(["first", "second"], seen.Order());
    }

    [Fact]
    public async Task A_watch_ends_after_its_time()
    {
        // The client takes a watch without any event for a broken one.
        await CreateMapAsync("map", label: "seen");

        var seen = 0;
        await foreach (var _ in Watch(null, seconds: 1).WithCancellation(Cancellation))
            seen++;

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task A_watch_from_a_version_that_is_forgotten_is_told_410()
    {
        Assert.SkipUnless(Server.InProcess is not null, "a real server forgets only after minutes");
        var list = await ListAsync();
        await CreateMapAsync("map", label: "seen");

        Server.InProcess.Compact();

        Exception? told = null;
        await foreach (var _ in Watch(list.Metadata.ResourceVersion, onError: error => told = error).WithCancellation(Cancellation))
        {
            // No event comes before the error.
        }

        Assert.Equal(410, Assert.IsType<KubernetesException>(told).Status.Code);
        Assert.Equal("Expired", ((KubernetesException)told).Status.Reason);
    }

    private Task<V1ConfigMapList> ListAsync() => Client.CoreV1.ListNamespacedConfigMapAsync(
        Scope.Namespace, labelSelector: "label=seen", cancellationToken: Cancellation);

    private IAsyncEnumerable<(WatchEventType Type, V1ConfigMap Item)> Watch(
        string? version, int? seconds = null, Action<Exception>? onError = null) =>
        Client.CoreV1.WatchListNamespacedConfigMapAsync(Scope.Namespace, labelSelector: "label=seen", resourceVersion: version,
            timeoutSeconds: seconds, onError: onError, cancellationToken: Cancellation);

    private Task<V1ConfigMap> PatchAsync(string name, string patch) => Client.CoreV1.PatchNamespacedConfigMapAsync(
        new V1Patch(patch, V1Patch.PatchType.MergePatch), name, Scope.Namespace, cancellationToken: Cancellation);
}
