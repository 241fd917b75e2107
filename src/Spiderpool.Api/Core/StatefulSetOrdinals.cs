namespace Spiderpool.Api.Core;

/// <summary>Where the numbering of a StatefulSet's pods starts (KEP-3335).</summary>
public sealed record StatefulSetOrdinals
{
    public int Start { get; init; }
}
