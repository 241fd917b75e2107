using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes;

/// <summary>Whether a gateway answered.</summary>
/// <param name="Gateway">Address of the gateway.</param>
/// <param name="Mac">Its link-layer address; null if it did not answer.</param>
public sealed record GatewayAnswer(Address Gateway, MacAddress? Mac)
{
    public bool Reachable => Mac is not null;

    /// <summary>One line for an error text.</summary>
    public override string ToString() => Mac is { } mac ? $"gateway {Gateway} is at {mac}" : $"gateway {Gateway} is unreachable";
}
