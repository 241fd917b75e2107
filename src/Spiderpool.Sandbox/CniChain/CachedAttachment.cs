using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.CniChain;

/// <summary>What the runtime keeps of an ADD for the CHECK and the DEL, in the form of libcni's cache (<c>cniCacheV1</c>).</summary>
public sealed record CachedAttachment
{
    public string Kind { get; init; } = "cniCacheV1";

    public required string ContainerId { get; init; }

    /// <summary>The network configuration list in use at ADD: DEL works with it although the file has changed since.</summary>
    public required byte[] Config { get; init; }

    public required string IfName { get; init; }

    public required string NetworkName { get; init; }

    public required string Netns { get; init; }

    public required string CniArgs { get; init; }

    /// <summary>Result of the whole chain; null when ADD did not come to its end.</summary>
    public JsonObject? Result { get; init; }
}
