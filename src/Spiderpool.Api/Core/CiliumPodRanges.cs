namespace Spiderpool.Api.Core;

/// <summary>One family of a CiliumPodIPPool.</summary>
public sealed record CiliumPodRanges
{
    public IReadOnlyList<string>? Cidrs { get; init; }
}
