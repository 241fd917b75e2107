namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record IpoibConfig
{
    /// <summary>InfiniBand interface of the node.</summary>
    public string Master { get; init => field = value ?? ""; } = "";

    public DefaultPools? Ippools { get; init; }
}
