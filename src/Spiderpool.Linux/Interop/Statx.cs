using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

/// <summary>struct statx of statx(2): unlike struct stat it is laid out alike on each architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    public const uint BasicMask = 0x7FF;

    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public ulong Size;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;
}
