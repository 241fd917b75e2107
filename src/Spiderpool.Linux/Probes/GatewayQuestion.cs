using Spiderpool.Addressing;

namespace Spiderpool.Linux.Probes;

/// <summary>A gateway to look for.</summary>
/// <param name="Gateway">Address of the gateway.</param>
/// <param name="Sender">
/// Address of ours, of the same family, that asks. It need not be set on the link yet; but ask only after the conflict
/// probe found it free, because the gateway learns it.
/// </param>
public sealed record GatewayQuestion(Address Gateway, Address Sender);
