namespace Spiderpool.Api.Core;

/// <summary>What keeps pods off a node.</summary>
public sealed record Taint
{
    /// <summary>Set by an administrator who has made sure that nothing runs on the node any more (KEP-2268).</summary>
    public const string OutOfService = "node.kubernetes.io/out-of-service";

    public string Key { get; init => field = value ?? ""; } = "";

    public string? Value { get; init; }

    public string? Effect { get; init; }
}
