namespace Spiderpool.Sandbox.Tests.ApiServer.Storage;

/// <summary>Pages and revisions of lists.</summary>
public sealed class ListTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task The_pages_of_a_list_are_of_one_moment()
    {
        await using var server = await LocalServer.StartListeningAsync();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await server.CreateMapAsync(name);
        var (_, first) = await server.AskAsync(HttpMethod.Get, $"{Maps}?limit=2");
        Assert.Equal(3, (int)first["metadata"]!["remainingItemCount"]!);
        await server.CreateMapAsync("bb");
        await server.DeleteAsync("v1", "ConfigMap", "default", "d");

        var names = Names(first).ToList();
        var page = first;
        while ((string?)page["metadata"]!["continue"] is { Length: > 0 } token)
        {
            (_, page) = await server.AskAsync(HttpMethod.Get, $"{Maps}?limit=2&continue={Uri.EscapeDataString(token)}");
            names.AddRange(Names(page));
            Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)page["metadata"]!["resourceVersion"]);
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
    }

    [Fact]
    public async Task A_page_after_a_compaction_is_expired()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("a");
        await server.CreateMapAsync("b");
        var (_, first) = await server.AskAsync(HttpMethod.Get, $"{Maps}?limit=1");
        server.Server.Compact();
        var (code, error) = await server.AskAsync(HttpMethod.Get,
            $"{Maps}?limit=1&continue={Uri.EscapeDataString((string)first["metadata"]!["continue"]!)}");
        Assert.Equal((410, "Expired"), (code, (string?)error["reason"]));
        Assert.Equal(400, (await server.AskAsync(HttpMethod.Get, $"{Maps}?continue=nonsense")).Code);
    }

    [Fact]
    public async Task A_revision_can_be_asked_for_as_far_as_it_is_there()
    {
        await using var server = await LocalServer.StartListeningAsync();
        await server.CreateMapAsync("a");
        var now = server.Objects.Revision;
        Assert.Equal(200, (await server.AskAsync(HttpMethod.Get, $"{Maps}?resourceVersion={now}&resourceVersionMatch=Exact")).Code);
        Assert.Equal(200, (await server.AskAsync(HttpMethod.Get, $"{Maps}?resourceVersion=0")).Code);
        Assert.Equal(200, (await server.AskAsync(HttpMethod.Get, $"{Maps}?resourceVersion=1&resourceVersionMatch=NotOlderThan")).Code);
        Assert.Equal(410, (await server.AskAsync(HttpMethod.Get, $"{Maps}?resourceVersion=1&resourceVersionMatch=Exact")).Code);
        var (code, error) = await server.AskAsync(HttpMethod.Get, $"{Maps}?resourceVersion={now + 100}");
        Assert.Equal((504, $"Too large resource version: {now + 100}, current: {now}"), (code, (string?)error["message"]));
        Assert.Equal("ResourceVersionTooLarge", (string?)error["details"]!["causes"]![0]!["reason"]);
    }

    private static IEnumerable<string?> Names(System.Text.Json.Nodes.JsonObject list) =>
        list["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]).Where(name => name != "kube-root-ca.crt");
}
