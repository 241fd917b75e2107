using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>What happens to an object because of its owners. The rules are those of Kubernetes' garbage collector.</summary>
/// <param name="Drop">UIDs of references to take out.</param>
/// <param name="Delete">Propagation policy to delete the object with; null to leave it.</param>
internal sealed record DependentPlan(ImmutableArray<string> Drop, string? Delete)
{
    public static readonly DependentPlan Keep = new([], null);

    /// <param name="hasDependents">Whether other objects name this one as their owner.</param>
    public static DependentPlan Of(IReadOnlyCollection<(OwnerReference Reference, OwnerState State)> owners, bool hasDependents)
    {
        if (owners.Count == 0 || owners.All(owner => owner.State == OwnerState.Solid))
            return Keep;
        if (owners.Any(owner => owner.State == OwnerState.Solid))
            return new([.. owners.Where(owner => owner.State != OwnerState.Solid).Select(owner => owner.Reference.Uid)], null);
        // The chain of a foreground deletion goes on downwards.
        var foreground = hasDependents && owners.Any(owner => owner.State == OwnerState.Waiting);
        return new([], foreground ? "Foreground" : "Background");
    }
}
