using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

public sealed partial class NetworkNamespace
{
    /// <summary>
    /// Makes a namespace and bind-mounts it at a path, which keeps it alive without a process. The file has mode 0444;
    /// missing folders above it are made.
    /// </summary>
    /// <exception cref="SystemCallException">The path is taken (EEXIST), or the caller may not make namespaces.</exception>
    public static NetworkNamespace Create(string path)
    {
        var operation = $"create network namespace {path}";
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } parent) Directory.CreateDirectory(parent);
        const int Flags = Native.OpenCreate | Native.OpenExclusive | Native.OpenCloseOnExec;
        using (var file = Libc.Open(path, Native.OpenReadOnly | Flags, 0x124))
        {
            if (file.IsInvalid) throw SystemCallException.FromLastError(operation);
        }
        try
        {
            NamespaceThread.Run(() => Check(Libc.Unshare(Native.CloneNewNet), operation), () =>
            {
                Check(Libc.Mount(CurrentPath, path, null, Native.MountBind, 0), operation);
                return true;
            });
            return Open(path);
        }
        catch
        {
            Delete(path);
            throw;
        }
    }

    /// <summary>
    /// Takes the mount at the path away, at once and also if it is in use, and removes the file. The namespace itself
    /// ends with its last user. Succeeds if nothing is there.
    /// </summary>
    /// <exception cref="SystemCallException">
    /// The mount or file cannot be removed, or the path is a file with content, which no namespace leaves behind.
    /// </exception>
    public static void Delete(string path)
    {
        var operation = $"delete network namespace {path}";
        while (Libc.Unmount(path, Native.UnmountDetach | Native.UnmountNoFollow) == 0)
        {
            // A path may be mounted over more than once.
        }
        switch (Libc.LastError)
        {
            case Errno.ENOENT or Errno.ENOTDIR:
                return;
            case not Errno.EINVAL:
                throw SystemCallException.FromLastError(operation);
        }
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
            throw new SystemCallException(operation, Errno.EINVAL, "the path is an ordinary file with content");
        if (Libc.Unlink(path) < 0 && Libc.LastError != Errno.ENOENT) throw SystemCallException.FromLastError(operation);
    }

    private static void Check(int result, string operation)
    {
        if (result < 0) throw SystemCallException.FromLastError(operation);
    }
}
