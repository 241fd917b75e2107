namespace Spiderpool.Linux.Netlink;

/// <summary>An attribute that this library has no name for, passed through to the kernel as it is.</summary>
/// <param name="Type">Attribute number, with the NLA_F_NESTED bit (0x8000) where the kernel wants it.</param>
/// <param name="Value">Value in the kernel's layout.</param>
public sealed record RawAttribute(ushort Type, ReadOnlyMemory<byte> Value);
