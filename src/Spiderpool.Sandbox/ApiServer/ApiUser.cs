using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer;

/// <summary>Somebody besides the administrator. What such a user may do is in the stored Roles and ClusterRoles.</summary>
/// <param name="Name">Such as <c>jane</c> or <c>system:serviceaccount:kube-system:spiderpool-agent</c>.</param>
/// <param name="Token">The bearer token.</param>
public sealed record ApiUser(string Name, string Token)
{
    /// <summary>Besides <c>system:authenticated</c>.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];
}
