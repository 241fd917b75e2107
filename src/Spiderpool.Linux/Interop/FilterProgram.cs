namespace Spiderpool.Linux.Interop;

/// <summary>struct sock_fprog.</summary>
internal unsafe struct FilterProgram
{
    public ushort Length;
    public FilterInstruction* Instructions;
}
