using System.Buffers;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Gives a whole block to who asks for "any size", which Kestrel does before a response has started.</summary>
/// <remarks>The shared pool, which Kestrel takes when it has no host, answers a request for 0 bytes with an empty buffer.</remarks>
internal sealed class BlockMemoryPool : MemoryPool<byte>
{
    private const int BlockBytes = 4096;

    public static readonly BlockMemoryPool Instance = new();

    public override int MaxBufferSize => Shared.MaxBufferSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(Math.Max(minBufferSize, BlockBytes));

    protected override void Dispose(bool disposing)
    {
        // The one instance lives as long as the process.
    }
}
