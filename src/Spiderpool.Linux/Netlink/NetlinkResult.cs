using System.Runtime.CompilerServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>Answer of the kernel to one request; the default value is success.</summary>
/// <param name="Errno">Error number, <see cref="Errno.None"/> for success.</param>
/// <param name="Explanation">Text of the extended acknowledgement, or this library's own for a failed exchange.</param>
public readonly record struct NetlinkResult(Errno Errno, string? Explanation = null)
{
    public bool Failed => Errno != Errno.None;

    /// <summary>Throws with the operation's text, which is only put together on failure.</summary>
    /// <exception cref="NetlinkException">The request failed.</exception>
    public void ThrowIfFailed([InterpolatedStringHandlerArgument("")] ref OperationText operation)
    {
        if (Failed) throw new NetlinkException(operation.ToStringAndClear(), this);
    }
}
