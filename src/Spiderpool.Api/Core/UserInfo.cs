namespace Spiderpool.Api.Core;

/// <summary>A user as the API server knows him.</summary>
public sealed record UserInfo
{
    public string Username { get; init => field = value ?? ""; } = "";

    public string? Uid { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }
}
