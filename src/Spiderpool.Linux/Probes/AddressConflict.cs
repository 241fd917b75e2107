using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes;

/// <summary>An address that another host on the link has or wants.</summary>
/// <param name="Address">The address.</param>
/// <param name="Holder">Link-layer address of the other host.</param>
/// <param name="Kind">How it is known.</param>
public sealed record AddressConflict(Address Address, MacAddress Holder, ConflictKind Kind)
{
    /// <summary>One line for an error text.</summary>
    public override string ToString() => Kind == ConflictKind.InUse
        ? $"{Address} is in use by {Holder}"
        : $"{Address} is being probed for by {Holder} at the same time";
}
