using System.Runtime.ExceptionServices;
using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

/// <summary>
/// The only place that changes the network namespace of a thread. The change is made on a thread of its own that ends
/// afterwards: a pooled thread that entered a namespace would run strangers' work there, and would go on holding it.
/// </summary>
internal static class NamespaceThread
{
    // The bodies are a few system calls.
    private const int StackSize = 256 * 1024;

    /// <summary>Runs the body on a new thread, after <paramref name="enter"/> has moved that thread.</summary>
    public static T Run<T>(Action enter, Func<T> body)
    {
        if (IsAwaitable(typeof(T)))
            throw new ArgumentException("asynchronous work leaves the thread, and so the namespace: open a socket and return it");
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                enter();
                result = body();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, StackSize)
        { IsBackground = true, Name = "netns" };
        thread.UnsafeStart();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static bool IsAwaitable(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) ||
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>Opens a socket in a namespace, or in the calling thread's; it stays there wherever it is used.</summary>
    public static SafeDescriptor OpenSocket(NetworkNamespace? target, int family, int type, int protocol) =>
        target is null ? OpenSocket(family, type, protocol) : target.Run(() => OpenSocket(family, type, protocol));

    private static SafeDescriptor OpenSocket(int family, int type, int protocol)
    {
        var descriptor = Libc.Socket(family, type, protocol);
        if (!descriptor.IsInvalid) return descriptor;
        var error = SystemCallException.FromLastError($"open a socket of family {family}");
        descriptor.Dispose();
        throw error;
    }
}
