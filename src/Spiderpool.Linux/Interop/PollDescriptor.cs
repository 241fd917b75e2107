namespace Spiderpool.Linux.Interop;

/// <summary>struct pollfd of poll(2).</summary>
internal struct PollDescriptor
{
    public const short In = 1;

    public int Descriptor;
    public short Events;
    public short Returned;
}
