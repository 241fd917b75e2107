using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    private static partial int NewSocket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SafeDescriptor socket, void* address, uint length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(SafeDescriptor socket, int level, int option, void* value, uint length);

    [LibraryImport(Library, EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(
        SafeDescriptor socket, byte* buffer, nuint length, int flags, void* address, uint addressLength);

    [LibraryImport(Library, EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(
        SafeDescriptor socket, byte* buffer, nuint length, int flags, void* address, ref uint addressLength);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    /// <summary>socket(2); the result is invalid on failure.</summary>
    public static SafeDescriptor Socket(int family, int type, int protocol) => new(NewSocket(family, type, protocol));

    /// <summary>Waits until the socket can be read.</summary>
    /// <returns>Whether it can; false after the time, or at once after a signal: the caller looks at its deadline.</returns>
    /// <exception cref="SystemCallException">poll(2) failed.</exception>
    public static bool WaitReadable(SafeDescriptor socket, int timeoutMilliseconds)
    {
        using var lease = new DescriptorLease(socket);
        var entry = new PollDescriptor { Descriptor = lease.Number, Events = PollDescriptor.In };
        var ready = Poll(&entry, 1, timeoutMilliseconds);
        if (ready < 0 && LastError != Errno.EINTR) throw SystemCallException.FromLastError("poll a socket");
        return ready > 0;
    }

    public static int SetSocketOption(SafeDescriptor socket, int level, int option, int value) =>
        SetSocketOption(socket, level, option, &value, sizeof(int));
}
