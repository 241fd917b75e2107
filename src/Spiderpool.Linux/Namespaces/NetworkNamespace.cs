using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

/// <summary>
/// An open network namespace. It lives at least as long as this object is not disposed. Two are equal if they are the
/// same namespace of the kernel, whatever their paths.
/// </summary>
public sealed partial class NetworkNamespace : IDisposable, IEquatable<NetworkNamespace>
{
    // Not /proc/self: that is the main thread's, which may be in another namespace than the calling one.
    private const string CurrentPath = "/proc/thread-self/ns/net";

    private readonly (uint Major, uint Minor, ulong Inode) _identity;

    private NetworkNamespace(SafeDescriptor descriptor, string path, Statx status)
    {
        Descriptor = descriptor;
        Path = path;
        _identity = (status.DeviceMajor, status.DeviceMinor, status.Inode);
    }

    /// <summary>Path that it was opened by.</summary>
    public string Path { get; }

    /// <summary>Inode number, as <c>net:[4026531840]</c> shows it.</summary>
    public ulong Inode => _identity.Inode;

    internal SafeDescriptor Descriptor { get; }

    /// <summary>Opens a namespace by a path: a bind mount, or <c>/proc/PID/ns/net</c>.</summary>
    /// <exception cref="SystemCallException">
    /// The path cannot be opened, or is none of a network namespace (EINVAL), as after a crash between the making of the
    /// file and its mount.
    /// </exception>
    public static NetworkNamespace Open(string path)
    {
        var operation = $"open network namespace {path}";
        var descriptor = Libc.Open(path, Native.OpenReadOnly | Native.OpenCloseOnExec, 0);
        try
        {
            if (descriptor.IsInvalid) throw SystemCallException.FromLastError(operation);
            if (!NamespaceFile.IsNetworkNamespace(descriptor))
                throw new SystemCallException(operation, Errno.EINVAL, "the file is no network namespace");
            return new NetworkNamespace(descriptor, path, NamespaceFile.Status(descriptor, operation));
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>Opens the namespace of the calling thread.</summary>
    public static NetworkNamespace OpenCurrent() => Open(CurrentPath);

    /// <summary>
    /// Runs a function inside the namespace on a thread of its own, which ends afterwards, and waits for it.
    /// The function should only make system calls: threads that the runtime starts on its behalf (queued work, timers)
    /// would be born in the namespace and stay there. Open a socket and return it; it keeps its namespace.
    /// </summary>
    /// <exception cref="SystemCallException">The namespace cannot be entered.</exception>
    /// <exception cref="ArgumentException">The function is asynchronous.</exception>
    public T Run<T>(Func<T> function) => NamespaceThread.Run(Enter, function);

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public void Run(Action action) => Run(() =>
    {
        action();
        return true;
    });

    public bool Equals(NetworkNamespace? other) => other is not null && _identity == other._identity;

    public override bool Equals(object? obj) => Equals(obj as NetworkNamespace);

    public override int GetHashCode() => _identity.GetHashCode();

    public override string ToString() => Path;

    public void Dispose() => Descriptor.Dispose();

    private void Enter()
    {
        if (Libc.SetNamespace(Descriptor, Native.CloneNewNet) < 0)
            throw SystemCallException.FromLastError($"enter network namespace {Path}");
    }
}
