using System.Buffers;

namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// A contiguous byte buffer from a pool that doubles on demand up to a limit. Not thread-safe; give it back exactly once by
/// <see cref="Dispose"/>.
/// </summary>
internal sealed class PooledBuffer(int initialCapacity, int limit) : IBufferWriter<byte>, IDisposable
{
    private const int SmallestRead = 2048;
    private const int Large = 64 * 1024;

    // The shared pool keeps arrays of each size for each thread, which for objects of a megabyte adds up to tens of them.
    private static readonly ArrayPool<byte> LargeArrays = ArrayPool<byte>.Create(maxArrayLength: 8 << 20, maxArraysPerBucket: 2);

    private byte[] _array = Rent(initialCapacity);
    private int _start, _end;

    public int Length => _end - _start;

    public int Capacity => _array.Length;

    public ReadOnlySpan<byte> Written => _array.AsSpan(_start, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(_start, Length);

    public void Advance(int count) => _end += count;

    /// <summary>Forgets bytes at the front.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
            _start = _end = 0;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _array.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Reads once.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="BufferLimitException">The limit is reached.</exception>
    public async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAsync(GetMemory(SmallestRead), cancellationToken);
        Advance(read);
        return read > 0;
    }

    /// <summary>Swaps a large empty array for a small one, so that one large object does not stay in memory.</summary>
    public void Shrink(int capacity)
    {
        if (Length > 0 || _array.Length <= 4 * capacity)
            return;
        Return(_array);
        _array = Rent(capacity);
        _start = _end = 0;
    }

    public void Dispose()
    {
        var array = Interlocked.Exchange(ref _array, []);
        if (array.Length > 0)
            Return(array);
        _start = _end = 0;
    }

    private void Reserve(int size)
    {
        if (_array.Length - _end >= size)
            return;
        var needed = (long)Length + size;
        if (needed > limit)
            throw new BufferLimitException(limit);
        if (needed <= _array.Length)
        {
            Written.CopyTo(_array);
        }
        else
        {
            var larger = Rent((int)Math.Min(limit, Math.Max(needed, 2L * _array.Length)));
            Written.CopyTo(larger);
            Return(_array);
            _array = larger;
        }

        (_start, _end) = (0, Length);
    }

    private static byte[] Rent(int capacity) => (capacity <= Large / 2 ? ArrayPool<byte>.Shared : LargeArrays).Rent(capacity);

    private static void Return(byte[] array) => (array.Length < Large ? ArrayPool<byte>.Shared : LargeArrays).Return(array);
}
