using Spiderpool.Addressing;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The IP and CIDR libraries of Kubernetes 1.30.</summary>
internal static class AddressFunctions
{
    private static readonly Address Broadcast = Address.Parse("255.255.255.255");

    public static IEnumerable<Overload> All =>
    [
        Global("ip", (string text) => ParseAddress(text)).Walking(),
        Global("isIP", (string text) => TryParse(text, out _)).Walking(),
        Global("ip.isCanonical", (string text) => ParseAddress(text).ToString() == text).Walking(),
        Member("family", (Address ip) => ip.IsIPv4 ? 4L : 6L),
        Member("isUnspecified", (Address ip) => ip.IsUnspecified),
        Member("isLoopback", (Address ip) => ip.IsLoopback),
        Member("isLinkLocalUnicast", (Address ip) => ip.IsLinkLocal),
        Member("isLinkLocalMulticast", (Address ip) =>
            ip.IsIPv4 ? ip.Value >> 8 == 0xE00000 : ip.Value >> 120 == 0xFF && (ip.Value >> 112 & 0xF) == 2),
        Member("isGlobalUnicast", (Address ip) =>
            !ip.IsUnspecified && !ip.IsLoopback && !ip.IsMulticast && !ip.IsLinkLocal && !ip.Equals(Broadcast)),
        Global("cidr", (string text) => ParseCidr(text)).Walking(),
        Global("isCIDR", (string text) => Prefix.TryParse(text, out var prefix) && !IsMapped(prefix.Address)).Walking(),
        Member("containsIP", (Prefix cidr, Address ip) => cidr.Contains(ip)),
        Member("containsIP", (Prefix cidr, string ip) => cidr.Contains(ParseAddress(ip))).Walking(),
        Member("containsCIDR", (Prefix cidr, Prefix other) => cidr.Contains(other)),
        Member("containsCIDR", (Prefix cidr, string other) => cidr.Contains(ParseCidr(other))).Walking(),
        Member("ip", (Prefix cidr) => cidr.Address),
        Member("masked", (Prefix cidr) => cidr.Network),
        Member("prefixLength", (Prefix cidr) => (long)cidr.Length),
    ];

    private static bool TryParse(string text, out Address address) => Address.TryParse(text, out address) && !IsMapped(address);

    private static Address ParseAddress(string text) => TryParse(text, out var address)
        ? address
        : throw new CelException($"IP Address \"{text}\" parse error during conversion from string");

    private static Prefix ParseCidr(string text) => Prefix.TryParse(text, out var prefix) && !IsMapped(prefix.Address)
        ? prefix
        : throw new CelException($"network address parse error during conversion from string: \"{text}\"");

    // ::ffff:0:0/96 (RFC 4291 2.5.5.2) is not accepted, as an address that means another one.
    private static bool IsMapped(Address address) => address.IsIPv6 && address.Value >> 32 == 0xFFFF;
}
