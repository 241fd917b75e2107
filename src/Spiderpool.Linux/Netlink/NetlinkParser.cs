using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Linux.Netlink;

/// <summary>Reads one object of a dump; false leaves the message out.</summary>
public delegate bool NetlinkParser<T>(NetlinkMessage message, [MaybeNullWhen(false)] out T value);
