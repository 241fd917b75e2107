namespace Spiderpool.Linux.Netlink;

/// <summary>Settings of a <see cref="NetlinkSocket"/>.</summary>
public sealed record NetlinkOptions
{
    /// <summary>The defaults.</summary>
    public static NetlinkOptions Default { get; } = new();

    /// <summary>
    /// Longest wait for the whole answer to a request, a dump included. The kernel answers in microseconds, unless
    /// another process holds the rtnl lock.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Receive buffer of the socket in bytes; 0 keeps the system's default. Matters for subscriptions.</summary>
    public int ReceiveBufferSize { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
