using Spiderpool.Addressing;

namespace Spiderpool.Controller.Reclaim;

/// <summary>An address of a live pod that was missing in its pool and is recorded again.</summary>
/// <param name="Pool">Name of the pool.</param>
/// <param name="Address">The address.</param>
/// <param name="Pod"><c>namespace/name</c> of the pod.</param>
public sealed record RestoredRecord(string Pool, Address Address, string Pod)
{
    public override string ToString() => $"{Address} of pool {Pool}";
}
