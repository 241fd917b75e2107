namespace Spiderpool.Linux.Netlink;

/// <summary>
/// The kernel refused a netlink request, for example
/// <c>add address 10.0.0.5/24 to eth0: EEXIST: ipv4: Address already assigned</c>.
/// </summary>
public sealed class NetlinkException(string operation, NetlinkResult result)
    : SystemCallException(operation, result.Errno, result.Explanation)
{
    /// <summary>Text of the kernel's extended acknowledgement; null if it gave none.</summary>
    public string? Explanation { get; } = result.Explanation;

    /// <summary>Whether the object to be made is there already.</summary>
    public bool AlreadyExists => Errno == Errno.EEXIST;

    /// <summary>Whether the object or its link is not there.</summary>
    public bool NotFound => IsNotFound(Errno);

    internal static bool IsNotFound(Errno errno) =>
        errno is Errno.ENODEV or Errno.ESRCH or Errno.ENOENT or Errno.EADDRNOTAVAIL or Errno.ENXIO;
}
