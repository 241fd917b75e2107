using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Sandbox.ApiServer;

namespace Spiderpool.Sandbox.Tests.ApiServer.Storage;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-snapshot-").FullName;

    private string File => Path.Combine(_folder, "store");

    [Fact]
    public async Task A_server_begins_with_what_the_one_before_had()
    {
        List<JsonObject> before = [];
        await using (var first = await LocalServer.StartAsync(new ApiServerOptions { SnapshotPath = File }))
        {
            before.Add(await first.DefineAsync("""{ "type": "object", "properties": { "a": { "type": "string", "default": "d" } } }"""));
            before.Add(await first.CreateThingAsync("{}"));
            before.Add(await first.CreateMapAsync("a", """{"l":"1"}"""));
            await first.CreateMapAsync("gone");
            await first.DeleteAsync("v1", "ConfigMap", "default", "gone");
        }

        await using var second = await LocalServer.StartAsync(new ApiServerOptions { SnapshotPath = File });
        foreach (var item in before)
        {
            var metadata = item["metadata"]!;
            var after = second.Objects.Get((string)item["apiVersion"]!, (string)item["kind"]!,
                (string?)metadata["namespace"] ?? "", (string)metadata["name"]!);
            Assert.True(JsonNode.DeepEquals(item, after), $"{after?.ToJsonString()} is not {item.ToJsonString()}");
        }

        Assert.Null(second.Objects.Get("v1", "ConfigMap", "default", "gone"));
        // The definition is in force: what it refuses is refused.
        Assert.Equal(422, (await LocalServer.FailsAsync(() => second.CreateThingAsync("""{ "a": 1 }""", "bad"))).Code);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Revisions_go_on_and_nobody_can_watch_across_the_restart()
    {
        long last;
        await using (var first = await LocalServer.StartAsync(new ApiServerOptions { SnapshotPath = File }))
        {
            await first.CreateMapAsync("a");
            last = first.Objects.Revision;
        }

        await using var second = await LocalServer.StartListeningAsync(new ApiServerOptions { SnapshotPath = File });
        // Revisions that the first gave out but never stored are not used again either.
        Assert.True(second.Objects.Revision > last + 1000);
        foreach (var revision in new[] { last, last + 100 })
        {
            using var watch = await WatchStream.OpenAsync(second, $"&resourceVersion={revision}");
            Assert.Equal(410, (int)(await watch.NextAsync())!["object"]!["code"]!);
        }

        using var fresh = await WatchStream.OpenAsync(second, $"&resourceVersion={second.Objects.Revision}");
        await second.CreateMapAsync("b");
        Assert.Equal("ADDED b", await fresh.NextTextAsync());
    }

    [Fact]
    public async Task A_changed_store_is_saved_while_the_server_runs()
    {
        var time = new FakeTimeProvider();
        await using var server = await LocalServer.StartAsync(new ApiServerOptions
        {
            SnapshotPath = File,
            SnapshotPeriod = TimeSpan.FromSeconds(5),
            TimeProvider = time,
        });
        await server.CreateMapAsync("a");
        using var saved = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(_folder) { EnableRaisingEvents = true };
        watcher.Renamed += (_, _) => saved.Release();
        time.Advance(TimeSpan.FromSeconds(5));
        await saved.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"name\":\"a\"", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_snapshot_stops_the_start_with_its_name()
    {
        await System.IO.File.WriteAllTextAsync(File, "{\"revision\":5}\n{\"group\":", TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            LocalServer.StartAsync(new ApiServerOptions { SnapshotPath = File }));
        Assert.StartsWith($"{File} is not a snapshot of the sandbox's API server", error.Message);
        // The user's file is not overwritten by the failed start.
        Assert.StartsWith("{\"revision\":5}", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
