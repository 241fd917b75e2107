using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

/// <summary>Questions about the file of a namespace.</summary>
internal static class NamespaceFile
{
    public static Statx Status(SafeDescriptor descriptor, string operation) =>
        Libc.Statx(descriptor, string.Empty, Native.AtEmptyPath, Statx.BasicMask, out var status) == 0
            ? status
            : throw SystemCallException.FromLastError(operation);

    /// <summary>Whether the file is of the nsfs and its namespace is one of networks (ioctl_ns(2)).</summary>
    public static bool IsNetworkNamespace(SafeDescriptor descriptor) =>
        Libc.IoControl(descriptor, Native.GetNamespaceType, 0) == Native.CloneNewNet;
}
