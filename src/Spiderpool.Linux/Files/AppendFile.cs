using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Files;

/// <summary>
/// A file that several processes append to at once. The kernel puts each <see cref="Append"/> at the end in one piece
/// (O_APPEND of open(2)); .NET's own append mode seeks once and then overwrites what others have added.
/// </summary>
public sealed class AppendFile : IDisposable
{
    private readonly SafeDescriptor _descriptor;
    private readonly string _path;

    private AppendFile(SafeDescriptor descriptor, string path) => (_descriptor, _path) = (descriptor, path);

    /// <summary>Size now, in bytes.</summary>
    /// <exception cref="SystemCallException">The kernel does not tell.</exception>
    public long Length => Libc.Statx(_descriptor, string.Empty, Native.AtEmptyPath, Statx.BasicMask, out var status) == 0
        ? (long)status.Size
        : throw SystemCallException.FromLastError($"look at {_path}");

    /// <summary>Opens a file, which is made if there is none.</summary>
    /// <param name="path">Path of the file; a symbolic link is followed.</param>
    /// <param name="mode">Permissions of a new file, less the umask.</param>
    /// <exception cref="SystemCallException">The file cannot be opened.</exception>
    public static AppendFile Open(string path, UnixFileMode mode)
    {
        const int Flags = Native.OpenWriteOnly | Native.OpenCreate | Native.OpenAppend |
            Native.OpenCloseOnExec | Native.OpenNonBlocking;
        var descriptor = Libc.Open(path, Flags, (uint)mode);
        if (!descriptor.IsInvalid) return new AppendFile(descriptor, path);
        var failure = SystemCallException.FromLastError($"open {path}");
        descriptor.Dispose();
        throw failure;
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="SystemCallException">The file took only a part, or nothing: the disk is full, for example.</exception>
    public unsafe void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count;
            fixed (byte* buffer = bytes) count = Libc.Write(_descriptor, buffer, (nuint)bytes.Length);
            if (count >= 0) bytes = bytes[(int)count..];
            else if (Libc.LastError != Errno.EINTR) throw SystemCallException.FromLastError($"append to {_path}");
        }
    }

    public void Dispose() => _descriptor.Dispose();
}
