using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Files;

/// <summary>
/// A standard stream of the process, as plain read(2) and write(2). Those of Console start a thread for signals, a good part
/// of the life of a short program; a FileStream writes at an offset of its own, while programs of one shell share theirs.
/// </summary>
public sealed class StandardStream : Stream
{
    private readonly SafeDescriptor _descriptor;
    private readonly string _name;

    private StandardStream(int descriptor, string name) => (_descriptor, _name) = (new SafeDescriptor(descriptor), name);

    public static Stream Input { get; } = new StandardStream(0, "standard input");

    public static Stream Output { get; } = new StandardStream(1, "standard output");

    public static Stream Error { get; } = new StandardStream(2, "standard error");

    public override bool CanRead => this == Input;

    public override bool CanWrite => this != Input;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for bytes.</summary>
    /// <returns>Their number; 0 at the end.</returns>
    /// <exception cref="SystemCallException">The stream cannot be read.</exception>
    public override unsafe int Read(Span<byte> buffer)
    {
        while (true)
        {
            nint count;
            fixed (byte* bytes = buffer) count = Libc.Read(_descriptor, bytes, (nuint)buffer.Length);
            if (count >= 0) return (int)count;
            if (Libc.LastError != Errno.EINTR) throw SystemCallException.FromLastError($"read {_name}");
        }
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="SystemCallException">EPIPE: nobody reads any more; ENOSPC: the disk is full.</exception>
    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint count;
            fixed (byte* bytes = buffer) count = Libc.Write(_descriptor, bytes, (nuint)buffer.Length);
            if (count >= 0) buffer = buffer[(int)count..];
            else if (Libc.LastError != Errno.EINTR) throw SystemCallException.FromLastError($"write {_name}");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
