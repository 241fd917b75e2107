using Spiderpool.Addressing;

namespace Spiderpool.Cni.Protocol;

/// <summary>An address that a plugin gave out.</summary>
/// <param name="Address">Address with the prefix length of its subnet.</param>
/// <param name="Gateway">Gateway of the subnet, if it has one.</param>
/// <param name="Interface">Index in <see cref="CniResult.Interfaces"/>; null in the result of an IPAM plugin.</param>
public sealed record CniAddress(Prefix Address, Address? Gateway = null, int? Interface = null);
