using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.Tests.ApiServer.Storage;

public sealed class ConflictTests
{
    private const int Writers = 8;
    private const int Increments = 25;

    [Fact]
    public async Task An_update_of_an_old_revision_is_a_conflict()
    {
        await using var server = await LocalServer.StartAsync();
        var old = await server.CreateMapAsync("a");
        var current = old.DeepClone().AsObject();
        current["data"] = new JsonObject { ["k"] = "1" };
        await server.UpdateAsync(current);
        old["data"] = new JsonObject { ["k"] = "2" };
        var error = await LocalServer.FailsAsync(() => server.UpdateAsync(old));
        Assert.Equal((409, "Conflict"), (error.Code, error.Reason));
        Assert.Equal("Operation cannot be fulfilled on configmaps \"a\": the object has been modified; "
            + "please apply your changes to the latest version and try again", error.Message);
        Assert.Equal("1", (string?)server.Objects.Get("v1", "ConfigMap", "default", "a")!["data"]!["k"]);
    }

    [Fact]
    public async Task An_update_of_an_object_that_was_made_anew_is_a_conflict()
    {
        await using var server = await LocalServer.StartAsync();
        var old = await server.CreateMapAsync("a");
        await server.DeleteAsync("v1", "ConfigMap", "default", "a");
        await server.CreateMapAsync("a");
        old["metadata"]!.AsObject().Remove("resourceVersion");
        var error = await LocalServer.FailsAsync(() => server.UpdateAsync(old));
        Assert.Equal(409, error.Code);
        Assert.Contains("Precondition failed: UID in precondition", error.Message);
    }

    [Fact]
    public async Task Writers_that_try_again_after_a_conflict_lose_no_change()
    {
        await using var server = await LocalServer.StartAsync();
        await server.CreateMapAsync("counter");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < Increments;)
            {
                var map = server.Objects.Get("v1", "ConfigMap", "default", "counter")!;
                map["data"] = new JsonObject { ["n"] = $"{int.Parse((string?)map["data"]?["n"] ?? "0") + 1}" };
                try
                {
                    await server.UpdateAsync(map);
                    done++;
                }
                catch (ApiException conflict) when (conflict.Code == 409)
                {
                    // Another writer was faster.
                }
            }
        })));
        Assert.Equal($"{Writers * Increments}", (string?)server.Objects.Get("v1", "ConfigMap", "default", "counter")!["data"]!["n"]);
    }

    [Fact]
    public async Task Patches_without_a_revision_all_take_effect()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("shared");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async i => Assert.Equal(200, (await server.AskAsync(HttpMethod.Patch,
            "/api/v1/namespaces/default/configmaps/shared", $$"""{ "data": { "k{{i}}": "v" } }""", "application/merge-patch+json")).Code)));
        Assert.Equal(Writers, server.Objects.Get("v1", "ConfigMap", "default", "shared")!["data"]!.AsObject().Count);
    }

    [Fact]
    public async Task Of_creators_of_one_name_one_wins()
    {
        await using var server = await LocalServer.StartAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            try
            {
                await server.CreateMapAsync("one");
                return 201;
            }
            catch (ApiException error)
            {
                return error.Code;
            }
        })));
        Assert.Equal([201, .. Enumerable.Repeat(409, Writers - 1)], results.Order());
    }
}
