namespace Spiderpool.Api.Crds;

/// <summary>What one pool got from a subnet, a value in <see cref="SpiderSubnetStatus.ControlledIPPools"/>.</summary>
/// <param name="Ips">Ranges <c>a</c> or <c>a-b</c>.</param>
/// <param name="Application">
/// <c>group_version_kind_namespace_name</c>, without group for the core group; automatic pools only.
/// </param>
public sealed record ControlledIPPool(IReadOnlyList<string> Ips, string? Application)
{
    public IReadOnlyList<string> Ips { get; init; } = Ips ?? [];

    /// <summary>UID of the pool; null in entries of the original.</summary>
    public string? Uid { get; init; }

    /// <summary>
    /// Counts the changes of the entry of an automatic pool. The pool's annotation
    /// <see cref="AnnotationKeys.SubnetGrant"/> says which of them its ranges are (docs/designs/0004-automatic-pools.md).
    /// </summary>
    public long? Version { get; init; }
}
