using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

internal static unsafe partial class Libc
{
    // The same on each architecture; the C library has wrappers only since glibc 2.36.
    private const long PidDescriptorSendSignal = 424;
    private const long PidDescriptorOpen = 434;

    [LibraryImport(Library, EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSession();

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(long number, nint first, nint second, nint third, nint fourth);

    public static SafeDescriptor OpenProcess(int pid) => new((int)SystemCall(PidDescriptorOpen, pid, 0, 0, 0));

    public static int SendSignal(SafeDescriptor process, int signal)
    {
        using var lease = new DescriptorLease(process);
        return (int)SystemCall(PidDescriptorSendSignal, lease.Number, signal, 0, 0);
    }
}
