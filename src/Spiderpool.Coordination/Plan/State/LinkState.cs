using Spiderpool.Linux;

namespace Spiderpool.Coordination.Plan;

/// <summary>A link, as far as plans look at it.</summary>
public sealed record LinkState(string Name)
{
    /// <summary>Index in its namespace; 0 for a link that a plan makes.</summary>
    public int Index { get; init; }

    /// <summary>Index of a veth's other end in the namespace of that; 0 for other links.</summary>
    public int PeerIndex { get; init; }

    public string? Kind { get; init; }

    public MacAddress? Mac { get; init; }

    public bool IsUp { get; init; }

    public int TxQueueLength { get; init; }

    public string? Alias { get; init; }
}
