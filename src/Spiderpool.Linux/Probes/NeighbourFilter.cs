using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Probes;

/// <summary>
/// Socket filter that keeps ARP and neighbour solicitations and advertisements, and drops the rest in the kernel: a probe
/// on a busy link must not have to read all of its traffic. Frames with a VLAN tag belong to another network.
/// </summary>
internal static class NeighbourFilter
{
    // SKF_AD_OFF + SKF_AD_VLAN_TAG_PRESENT.
    private const uint VlanTagPresent = unchecked((uint)(-0x1000 + 48));
    private const uint EtherTypeOffset = 12;
    private const uint NextHeaderOffset = 14 + 6;
    private const uint IcmpTypeOffset = 14 + 40;
    private const uint Whole = 0x40000;

    /// <summary>The program; its jumps count the instructions to skip.</summary>
    public static ReadOnlySpan<FilterInstruction> Program => Instructions;

    private static readonly FilterInstruction[] Instructions =
    [
        FilterInstruction.LoadWord(VlanTagPresent),
        FilterInstruction.IfEqual(0, 0, 9),
        FilterInstruction.LoadHalf(EtherTypeOffset),
        FilterInstruction.IfEqual(0x0806, 6, 0),
        FilterInstruction.IfEqual(0x86DD, 0, 6),
        FilterInstruction.LoadByte(NextHeaderOffset),
        FilterInstruction.IfEqual(58, 0, 4),
        FilterInstruction.LoadByte(IcmpTypeOffset),
        FilterInstruction.IfEqual(135, 1, 0),
        FilterInstruction.IfEqual(136, 0, 1),
        FilterInstruction.Return(Whole),
        FilterInstruction.Return(0),
    ];
}
