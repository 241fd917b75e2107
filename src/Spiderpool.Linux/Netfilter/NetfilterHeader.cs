using System.Buffers.Binary;
using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Linux.Netfilter;

/// <summary>struct nfgenmsg; the resource id is in network byte order.</summary>
internal struct NetfilterHeader
{
    public byte Family;
    public byte Version;
    public ushort Resource;

    public static NetfilterHeader Of(IPFamily family) => new() { Family = KernelFamily.Of(family) };

    /// <summary>Of the messages around a batch.</summary>
    public static NetfilterHeader Batch(ushort subsystem) =>
        new() { Resource = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(subsystem) : subsystem };
}
