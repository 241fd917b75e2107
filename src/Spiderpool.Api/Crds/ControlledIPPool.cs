namespace Spiderpool.Api.Crds;

/// <summary>What one pool got from a subnet, a value in <see cref="SpiderSubnetStatus.ControlledIPPools"/>.</summary>
/// <param name="Ips">Ranges <c>a</c> or <c>a-b</c>.</param>
/// <param name="Application">
/// <c>group_version_kind_namespace_name</c>, without group for the core group; automatic pools only.
/// </param>
public sealed record ControlledIPPool(IReadOnlyList<string> Ips, string? Application)
{
    public IReadOnlyList<string> Ips { get; init; } = Ips ?? [];
}
