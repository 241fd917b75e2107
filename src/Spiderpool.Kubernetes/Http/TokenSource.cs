namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// The bearer token of the moment. A file is read again when its text is older than ten seconds: the kubelet swaps a symbolic link
/// above it, so that the file's own times tell nothing.
/// </summary>
internal sealed class TokenSource(KubernetesClientOptions options, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private sealed record Reading(string? Token, long At);

    private Reading? _reading;

    public string? Current()
    {
        if (options.TokenProvider is not null)
            return options.TokenProvider();
        if (options.TokenFile is null)
            return options.Token;
        return _reading is { } reading && time.GetElapsedTime(reading.At) < MaxAge ? reading.Token : Read(options.TokenFile);
    }

    /// <summary>Reads the file anew after the server refused <paramref name="refused"/>.</summary>
    /// <returns>Whether there is another token now.</returns>
    public bool Refresh(string? refused)
    {
        if (options.TokenFile is not null && options.TokenProvider is null)
            Read(options.TokenFile);
        return Current() != refused;
    }

    private string? Read(string path)
    {
        try
        {
            var token = File.ReadAllText(path).Trim();
            if (token.Length > 0)
                _reading = new Reading(token, time.GetTimestamp());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A rotation in progress leaves the old token good for a while yet.
            if (_reading is null)
                throw new KubernetesConfigurationException($"token file {path}: {e.Message}", e);
        }

        return _reading?.Token
            ?? throw new KubernetesConfigurationException($"token file {path} is empty; mount a service account token there");
    }
}
