namespace Spiderpool.Linux.Probes;

/// <summary>How an address is not free.</summary>
public enum ConflictKind
{
    /// <summary>Another host has the address.</summary>
    InUse,

    /// <summary>Another host probes for the address at the same time (RFC 5227 2.1.1, RFC 4862 5.4.3).</summary>
    SimultaneousProbe,
}
