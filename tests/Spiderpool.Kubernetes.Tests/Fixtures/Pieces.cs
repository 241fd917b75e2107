namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A stream that gives its bytes in pieces, as a network does.</summary>
internal sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
}
