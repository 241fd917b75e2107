namespace Spiderpool.Api.Core;

/// <summary>An operation on a kind of resource, as RBAC rules name it.</summary>
public sealed record ResourceAttributes
{
    public string Verb { get; init => field = value ?? ""; } = "";

    public string Group { get; init => field = value ?? ""; } = "";

    public string Resource { get; init => field = value ?? ""; } = "";

    public string? Subresource { get; init; }
}
