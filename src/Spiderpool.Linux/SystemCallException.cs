using System.Runtime.InteropServices;

namespace Spiderpool.Linux;

/// <summary>
/// A call to the kernel failed. The message is one line, <c>operation: ERRNO: reason</c>, where the operation names the
/// object that it was for.
/// </summary>
public class SystemCallException : IOException
{
    /// <param name="operation">What was tried, and on which object: <c>open network namespace /run/netns/a</c>.</param>
    /// <param name="errno">Error number of the kernel.</param>
    /// <param name="reason">Text in place of the C library's for that number.</param>
    public SystemCallException(string operation, Errno errno, string? reason = null)
        : base($"{operation}: {errno}: {reason ?? Marshal.GetPInvokeErrorMessage((int)errno)}") =>
        (Operation, Errno) = (operation, errno);

    /// <summary>What was tried, and on which object.</summary>
    public string Operation { get; }

    /// <summary>Error number of the kernel.</summary>
    public Errno Errno { get; }

    internal static SystemCallException FromLastError(string operation) =>
        new(operation, (Errno)Marshal.GetLastPInvokeError());
}
