namespace Spiderpool.Linux.Interop;

/// <summary>struct sock_filter: one instruction of a classic BPF program.</summary>
internal readonly record struct FilterInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Operand)
{
    /// <summary>A = 16 bits at the offset.</summary>
    public static FilterInstruction LoadHalf(uint offset) => new(0x28, 0, 0, offset);

    /// <summary>A = 8 bits at the offset.</summary>
    public static FilterInstruction LoadByte(uint offset) => new(0x30, 0, 0, offset);

    /// <summary>A = 32 bits at the offset, or one of the kernel's own data at a negative one.</summary>
    public static FilterInstruction LoadWord(uint offset) => new(0x20, 0, 0, offset);

    /// <summary>Skips instructions by whether A equals the value.</summary>
    public static FilterInstruction IfEqual(uint value, byte skipIfTrue, byte skipIfFalse) =>
        new(0x15, skipIfTrue, skipIfFalse, value);

    /// <summary>Ends with the number of bytes of the packet to keep; 0 drops it.</summary>
    public static FilterInstruction Return(uint length) => new(0x06, 0, 0, length);
}
