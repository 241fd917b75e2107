namespace Spiderpool.Kubernetes.Http;

/// <summary>Splits a stream into lines without a copy of any: a line stays valid until the next is asked for.</summary>
internal sealed class LineReader(Stream stream, int maxLine) : IDisposable
{
    private const int IdleCapacity = 16 * 1024;

    private readonly PooledBuffer _buffer = new(IdleCapacity, maxLine);
    private int _lineLength;

    /// <summary>The current line without its end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.Written[.._lineLength].TrimEnd("\r\n"u8);

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="EndOfStreamException">The stream ended in the middle of a line.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _buffer.Consume(_lineLength);
        _lineLength = 0;
        _buffer.Shrink(IdleCapacity);
        for (var searched = 0; ;)
        {
            if (_buffer.Written[searched..].IndexOf((byte)'\n') is var end and >= 0)
            {
                _lineLength = searched + end + 1;
                return true;
            }

            searched = _buffer.Length;
            if (await _buffer.FillAsync(stream, cancellationToken))
                continue;
            return searched == 0 ? false : throw new EndOfStreamException("the connection was cut in the middle of an event");
        }
    }

    public void Dispose() => _buffer.Dispose();
}
