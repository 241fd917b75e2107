using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

/// <summary>The C library's functions that have no equal in .NET; Linux, 64-bit.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    public static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeDescriptor descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeDescriptor descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Statx(SafeDescriptor directory, string path, int flags, uint mask, out Statx result);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    /// <summary>
    /// open(2); the result is invalid on failure. The C function gives 32 bits, which no handle can take as -1.
    /// </summary>
    public static SafeDescriptor Open(string path, int flags, uint mode) => new(OpenFile(path, flags, mode));
}
