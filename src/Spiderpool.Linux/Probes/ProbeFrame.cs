namespace Spiderpool.Linux.Probes;

/// <summary>Sizes of frames.</summary>
internal static class ProbeFrame
{
    /// <summary>
    /// Room for a frame in bytes: Ethernet's largest. Valid messages are far shorter; what is longer is cut and invalid.
    /// </summary>
    public const int MaxLength = 1518;
}
