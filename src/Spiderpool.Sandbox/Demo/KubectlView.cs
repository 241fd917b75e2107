using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.Demo;

/// <summary>What <c>kubectl get</c> prints: the API server makes the table, as for kubectl, and this lays out its columns.</summary>
internal sealed class KubectlView : IDisposable
{
    private const string Gap = "   ";

    private readonly HttpClient _http;

    public KubectlView(ApiServer.ApiServer server)
    {
        _http = new HttpClient { BaseAddress = server.PlainUrl, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");
    }

    /// <param name="path">Of a resource or an object, with selectors if any.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="HttpRequestException">The API server refuses or does not answer.</exception>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        var table = JsonNode.Parse(await _http.GetStringAsync(path, cancellationToken))!.AsObject();
        var columns = table["columnDefinitions"]!.AsArray().Index()
            .Where(column => column.Item!["priority"]!.GetValue<int>() == 0).ToList();
        List<string[]> lines =
        [
            [.. columns.Select(column => column.Item!["name"]!.GetValue<string>().ToUpperInvariant())],
            .. (table.Array("rows") ?? []).Select(row => columns.Select(column => $"{row!["cells"]![column.Index]}").ToArray()),
        ];
        var widths = columns.Index().Select(column => lines.Max(line => line[column.Index].Length)).ToList();
        return string.Join('\n', lines.Select(line =>
            string.Join(Gap, line.Index().Select(cell => cell.Item.PadRight(widths[cell.Index]))).TrimEnd()));
    }

    public void Dispose() => _http.Dispose();
}
