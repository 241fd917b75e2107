using Spiderpool.Addressing;

namespace Spiderpool.Cni.Ipam;

/// <summary>An address that the agent gave to the interface of the call.</summary>
/// <param name="Address">Address with the prefix length of its pool.</param>
/// <param name="Gateway">The pool's gateway, if it has one.</param>
/// <param name="DetectConflict">Look whether another host uses the address.</param>
/// <param name="DetectGateway">Look whether the gateway answers.</param>
internal sealed record AllocatedAddress(Prefix Address, Address? Gateway, bool DetectConflict, bool DetectGateway);
