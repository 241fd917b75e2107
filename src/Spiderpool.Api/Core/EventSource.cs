namespace Spiderpool.Api.Core;

/// <summary>Who reports an event.</summary>
public sealed record EventSource
{
    public string? Component { get; init; }

    /// <summary>Node on which it happened.</summary>
    public string? Host { get; init; }
}
