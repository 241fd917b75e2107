namespace Spiderpool.Addressing;

/// <summary>Address family. The numeric values are the <c>ipVersion</c> of the CRDs: 4 and 6.</summary>
public enum IPFamily : byte
{
    IPv4 = 4,
    IPv6 = 6,
}
