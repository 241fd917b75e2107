using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.ApiServer.Selection;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.Tests.ApiServer.Storage;

public sealed class WatchTests
{
    [Fact]
    public async Task A_watch_from_a_revision_gets_every_later_change_in_order()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("before");
        var revision = server.Objects.Revision;
        var a = await server.CreateMapAsync("a");
        await server.CreateMapAsync("b");
        using var watch = await WatchStream.OpenAsync(server, $"&resourceVersion={revision}");
        a["data"] = new JsonObject { ["k"] = "v" };
        await server.UpdateAsync(a);
        await server.DeleteAsync("v1", "ConfigMap", "default", "b");

        Assert.Equal("ADDED a", await watch.NextTextAsync());
        Assert.Equal("ADDED b", await watch.NextTextAsync());
        Assert.Equal("MODIFIED a", await watch.NextTextAsync());
        var deleted = (await watch.NextAsync())!;
        Assert.Equal(("DELETED", "b"), ((string?)deleted["type"], (string?)deleted["object"]!["metadata"]!["name"]));
        // A deletion has a revision of its own, from which a watch can go on.
        Assert.Equal(server.Objects.Revision.ToString(), (string?)deleted["object"]!["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_watch_that_broke_goes_on_where_it_was()
    {
        await using var server = await LocalServer.StartListeningAsync();
        string last;
        using (var first = await WatchStream.OpenAsync(server, $"&resourceVersion={server.Objects.Revision}"))
        {
            await server.CreateMapAsync("a");
            last = (string)(await first.NextAsync())!["object"]!["metadata"]!["resourceVersion"]!;
        }

        await server.CreateMapAsync("b");
        await server.CreateMapAsync("c");
        using var second = await WatchStream.OpenAsync(server, $"&resourceVersion={last}");
        Assert.Equal("ADDED b", await second.NextTextAsync());
        Assert.Equal("ADDED c", await second.NextTextAsync());
    }

    [Fact]
    public async Task A_watch_without_a_revision_begins_with_what_is_there()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("b");
        await server.CreateMapAsync("a");
        using var watch = await WatchStream.OpenAsync(server);
        Assert.Equal("ADDED a", await watch.NextTextAsync());
        Assert.Equal("ADDED b", await watch.NextTextAsync());
        await server.CreateMapAsync("c");
        Assert.Equal("ADDED c", await watch.NextTextAsync());
    }

    [Fact]
    public async Task A_revision_before_a_compaction_is_gone()
    {
        await using var server = await LocalServer.StartListeningAsync();
        var revision = server.Objects.Revision;
        await server.CreateMapAsync("a");
        server.Server.Compact();
        using var watch = await WatchStream.OpenAsync(server, $"&resourceVersion={revision}");
        var error = (await watch.NextAsync())!;
        Assert.Equal("ERROR", (string?)error["type"]);
        Assert.Equal((410, "Expired", $"too old resource version: {revision} ({server.Objects.Revision})"),
            ((int)error["object"]!["code"]!, (string?)error["object"]!["reason"], (string?)error["object"]!["message"]));
        Assert.Null(await watch.NextAsync());
    }

    [Fact]
    public async Task A_revision_that_the_history_has_forgotten_is_gone_and_the_next_is_not()
    {
        await using var server = await LocalServer.StartListeningAsync(new ApiServerOptions { HistoryWindow = 3 });
        for (var i = 1; i <= 5; i++)
            await server.CreateMapAsync($"m{i}");
        var oldest = server.Objects.Revision - 3;
        using var gone = await WatchStream.OpenAsync(server, $"&resourceVersion={oldest - 1}");
        Assert.Equal("ERROR", (string?)(await gone.NextAsync())!["type"]);
        using var kept = await WatchStream.OpenAsync(server, $"&resourceVersion={oldest}");
        Assert.Equal("ADDED m3", await kept.NextTextAsync());
    }

    [Fact]
    public async Task A_bookmark_tells_the_revision_of_the_whole_store_to_who_asked_for_it()
    {
        var time = new FakeTimeProvider();
        await using var server = await LocalServer.StartListeningAsync(new ApiServerOptions
        {
            TimeProvider = time,
            BookmarkPeriod = TimeSpan.FromSeconds(60),
        });
        using var watch = await WatchStream.OpenAsync(server, $"&resourceVersion={server.Objects.Revision}&allowWatchBookmarks=true");
        using var without = await WatchStream.OpenAsync(server, $"&resourceVersion={server.Objects.Revision}");
        // A change of another resource, and one of this.
        await server.CreateAsync("""{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "other" } }""");
        await server.CreateMapAsync("a");
        Assert.Equal("ADDED a", await watch.NextTextAsync());
        await server.CreateAsync("""{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "another" } }""");

        time.Advance(TimeSpan.FromSeconds(60));
        var bookmark = (await watch.NextAsync())!;
        Assert.Equal(("BOOKMARK", "ConfigMap"), ((string?)bookmark["type"], (string?)bookmark["object"]!["kind"]));
        Assert.Equal(server.Objects.Revision.ToString(), (string?)bookmark["object"]!["metadata"]!["resourceVersion"]);
        await server.CreateMapAsync("b");
        Assert.Equal("ADDED a", await without.NextTextAsync());
        Assert.Equal("ADDED b", await without.NextTextAsync());
    }

    [Fact]
    public async Task Initial_events_end_with_a_marked_bookmark()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("a");
        using var watch = await WatchStream.OpenAsync(server,
            "&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&resourceVersion=");
        Assert.Equal("ADDED a", await watch.NextTextAsync());
        var bookmark = (await watch.NextAsync())!;
        Assert.Equal("BOOKMARK", (string?)bookmark["type"]);
        Assert.Equal("true", (string?)bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
        Assert.Equal(server.Objects.Revision.ToString(), (string?)bookmark["object"]!["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task An_object_that_enters_a_selection_is_added_and_one_that_leaves_it_is_deleted()
    {
        await using var server = await LocalServer.StartListeningAsync();
        using var watch = await WatchStream.OpenAsync(server, $"&resourceVersion={server.Objects.Revision}&labelSelector=on%3Dyes");
        var map = await server.CreateMapAsync("a");
        foreach (var labels in new[] { """{"on":"yes"}""", """{"on":"yes","x":"1"}""", """{"on":"no"}""", """{"on":"yes"}""" })
        {
            map["metadata"]!["labels"] = JsonNode.Parse(labels);
            map = await server.UpdateAsync(map);
        }

        await server.DeleteAsync("v1", "ConfigMap", "default", "a");
        foreach (var expected in new[] { "ADDED a", "MODIFIED a", "DELETED a", "ADDED a", "DELETED a" })
            Assert.Equal(expected, await watch.NextTextAsync());
    }

    [Fact]
    public async Task A_watch_of_one_name_sees_that_object_alone()
    {
        await using var server = await LocalServer.StartListeningAsync();
        using var watch = await WatchStream.OpenAsync(server, "&fieldSelector=metadata.name%3Db");
        await server.CreateMapAsync("a");
        await server.CreateMapAsync("b");
        Assert.Equal("ADDED b", await watch.NextTextAsync());
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_over_or_the_server_closes_it()
    {
        var time = new FakeTimeProvider();
        await using var server = await LocalServer.StartListeningAsync(new ApiServerOptions { TimeProvider = time });
        using var timed = await WatchStream.OpenAsync(server, "&timeoutSeconds=5");
        using var closed = await WatchStream.OpenAsync(server);
        await server.CreateMapAsync("a");
        Assert.Equal("ADDED a", await timed.NextTextAsync());
        Assert.Equal("ADDED a", await closed.NextTextAsync());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await timed.NextAsync());
        server.Server.CloseWatches();
        Assert.Null(await closed.NextAsync());
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_cut_off_and_holds_nobody_up()
    {
        var store = new ObjectStore(historyLimit: 10);
        var maps = store.Of(new Spiderpool.Sandbox.ApiServer.Resources.StoreKey("", "configmaps"));
        using var watcher = maps.Watch(ObjectFilter.Everything, out _);
        for (var i = 0; i < 20_000; i++)
        {
            var map = new JsonObject { ["metadata"] = new JsonObject { ["namespace"] = "n", ["name"] = $"m{i}" } };
            Assert.NotNull(maps.TryCommit($"n/m{i}", null, map));
        }

        var read = 0;
        while (watcher.Items.TryRead(out _))
            read++;
        Assert.Equal(16_384, read);
        Assert.False(await watcher.Items.WaitToReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(20_000, maps.Count);
    }
}
