namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A request as the server got it.</summary>
/// <param name="Line">As in <c>GET /api/v1/pods?limit=5</c>.</param>
/// <param name="Headers">Each with its values joined.</param>
/// <param name="Body">Empty without one.</param>
internal sealed record ApiRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Token => Headers.GetValueOrDefault("Authorization");

    public bool IsWatch => Line.Contains("watch=true", StringComparison.Ordinal);

    public string Method => Line[..Line.IndexOf(' ', StringComparison.Ordinal)];

    public static async Task<ApiRequest> ReadAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var headers = message.Headers.Concat(message.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value));
        return new ApiRequest(
            $"{message.Method} {message.RequestUri!.PathAndQuery}", headers,
            message.Content is null ? "" : await message.Content.ReadAsStringAsync(cancellationToken));
    }
}
