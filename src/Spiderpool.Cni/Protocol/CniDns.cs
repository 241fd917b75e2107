namespace Spiderpool.Cni.Protocol;

/// <summary>Name resolution of the network.</summary>
public sealed record CniDns
{
    public static readonly CniDns None = new();

    public string? Domain { get; init; }

    public IReadOnlyList<string> Nameservers { get; init; } = [];

    public IReadOnlyList<string> Search { get; init; } = [];

    public IReadOnlyList<string> Options { get; init; } = [];
}
