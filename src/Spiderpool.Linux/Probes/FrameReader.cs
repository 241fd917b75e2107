namespace Spiderpool.Linux.Probes;

/// <summary>Reads one received frame.</summary>
/// <returns>Whether nothing more is to be read.</returns>
internal delegate bool FrameReader(ReadOnlySpan<byte> frame);
