using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.Tests.ApiServer.Storage;

/// <summary>The events of one watch request.</summary>
internal sealed class WatchStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private WatchStream(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="query">Besides watch itself, beginning with an ampersand; the config maps of default when no path is given.</param>
    public static async Task<WatchStream> OpenAsync(
        LocalServer server, string query = "", string path = "/api/v1/namespaces/default/configmaps")
    {
        var response = await server.SendAsync(HttpMethod.Get, $"{path}?watch=true{query}");
        Assert.Equal(200, (int)response.StatusCode);
        return new WatchStream(response, await response.Content.ReadAsStreamAsync(Cancellation));
    }

    /// <summary>The next event, or null when the server has ended the watch.</summary>
    public async Task<JsonObject?> NextAsync() =>
        await _lines.ReadLineAsync(Cancellation) is { } line ? LocalServer.Json(line) : null;

    /// <summary>The next event as <c>TYPE name</c>.</summary>
    public async Task<string> NextTextAsync() =>
        await NextAsync() is { } change ? $"{(string?)change["type"]} {(string?)change["object"]!["metadata"]!["name"]}" : "END";

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
