using System.Text;
using Spiderpool.Linux.Interop;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Sysctl;

/// <summary>
/// Kernel parameters of a network namespace. What /proc/sys/net shows depends on the thread that opens the file, so
/// those of another namespace are read and written on a thread inside it.
/// </summary>
/// <param name="target">The namespace; the calling thread's if null. Stays the caller's to dispose.</param>
public sealed class SysctlTree(NetworkNamespace? target = null)
{
    // A parameter is at most a page.
    private const int MaxValueLength = 4096;

    /// <summary>Reads a parameter, without the line's end.</summary>
    /// <exception cref="SystemCallException">ENOENT: the kernel has no such parameter, or no such link.</exception>
    public string Read(SysctlName name) => target is null ? ReadHere(name) : target.Run(() => ReadHere(name));

    /// <summary>Writes a parameter.</summary>
    /// <exception cref="ArgumentException">The value is longer than a parameter can be (4,095 bytes).</exception>
    /// <exception cref="SystemCallException">
    /// ENOENT: the kernel has no such parameter, or no such link; EINVAL: it does not take the value; EACCES: it takes none;
    /// EROFS: /proc/sys is mounted read-only, as in an unprivileged container.
    /// </exception>
    public void Write(SysctlName name, string value)
    {
        if (Encoding.UTF8.GetByteCount(value) >= MaxValueLength)
            throw new ArgumentException($"the value for sysctl {name} has more than {MaxValueLength - 1} bytes", nameof(value));
        if (target is null) WriteHere(name, value);
        else target.Run(() => WriteHere(name, value));
    }

    /// <summary>Writes a number.</summary>
    public void Write(SysctlName name, int value) => Write(name, $"{value}");

    private static unsafe string ReadHere(SysctlName name)
    {
        var operation = $"read sysctl {name}";
        using var file = Open(name, Native.OpenReadOnly, operation);
        var buffer = stackalloc byte[MaxValueLength];
        var length = Libc.Read(file, buffer, MaxValueLength);
        if (length < 0) throw SystemCallException.FromLastError(operation);
        return Encoding.UTF8.GetString(buffer, (int)length).TrimEnd();
    }

    private static unsafe void WriteHere(SysctlName name, string value)
    {
        var operation = $"write sysctl {name}={value}";
        using var file = Open(name, Native.OpenWriteOnly, operation);
        var line = Encoding.UTF8.GetBytes(value + "\n");
        fixed (byte* bytes = line)
        {
            if (Libc.Write(file, bytes, (nuint)line.Length) < 0) throw SystemCallException.FromLastError(operation);
        }
    }

    private static SafeDescriptor Open(SysctlName name, int mode, string operation)
    {
        var file = Libc.Open($"/proc/sys/{name.Path}", mode | Native.OpenCloseOnExec, 0);
        if (!file.IsInvalid) return file;
        var error = SystemCallException.FromLastError(operation);
        file.Dispose();
        throw error;
    }
}
