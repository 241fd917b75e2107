namespace Spiderpool.Linux.Probes.Frames;

/// <summary>Operation of an ARP packet (RFC 826).</summary>
public enum ArpOperation : ushort
{
    Request = 1,
    Reply = 2,
}
