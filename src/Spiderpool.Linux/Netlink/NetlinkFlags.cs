namespace Spiderpool.Linux.Netlink;

/// <summary>
/// Flags of a netlink message header (linux/netlink.h). The meaning of the bits from 0x100 depends on the verb.
/// </summary>
[Flags]
public enum NetlinkFlags : ushort
{
    None = 0,
    Request = 0x1,
    Multi = 0x2,
    Ack = 0x4,
    DumpInterrupted = 0x10,
    DumpFiltered = 0x20,

    /// <summary>GET: all objects.</summary>
    Dump = 0x300,

    /// <summary>NEW: change the object if it exists.</summary>
    Replace = 0x100,

    /// <summary>NEW: fail if the object exists.</summary>
    Exclusive = 0x200,

    /// <summary>NEW: make the object if it does not exist.</summary>
    Create = 0x400,

    /// <summary>NEW: add after the objects that are there.</summary>
    Append = 0x800,
}
