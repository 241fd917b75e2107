using System.Buffers.Text;
using System.Text;
using Spiderpool.Addressing;

namespace Spiderpool.Cni.Agent;

/// <summary>
/// Reads one HTTP/1.1 answer (RFC 9112) from a stream of bytes: with Content-Length, chunked, or up to the end of the
/// connection. Head and body are bounded.
/// </summary>
/// <param name="receive">Fills a part of the span and returns its length; 0 at the end of the connection.</param>
internal sealed class HttpAnswerReader(HttpAnswerReader.ReceiveBytes receive)
{
    public const int MaxHeadBytes = 16 * 1024, MaxBodyBytes = 1 << 20;

    private byte[] _buffer = new byte[4096];
    private int _start, _end;

    public delegate int ReceiveBytes(Span<byte> destination);

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    /// <exception cref="HttpFormatException">The bytes are no answer, or too many.</exception>
    /// <exception cref="EndOfStreamException">The peer closed before the end of the answer.</exception>
    public HttpAnswer Read()
    {
        HttpHead head;
        do head = ReadHead(); while (head.Status is >= 100 and < 200);
        var body = head switch
        {
            { Status: 204 or 304 } => default,
            { IsChunked: true } => ReadChunked(),
            { ContentLength: { } length } => ReadExactly(length),
            _ => ReadToEnd(),
        };
        return new HttpAnswer(head.Status, body);
    }

    private HttpHead ReadHead()
    {
        var head = HttpHead.ParseStatusLine(ReadLine());
        foreach (var line in ReadFields()) head = head.WithHeader(line);
        return head;
    }

    /// <summary>The lines up to an empty one.</summary>
    private IEnumerable<byte[]> ReadFields()
    {
        var read = 0;
        while (ReadLine() is { Length: > 0 } line)
        {
            read += line.Length;
            if (read > MaxHeadBytes) throw new HttpFormatException($"the head or trailer is larger than {MaxHeadBytes} bytes");
            yield return line;
        }
    }

    private byte[] ReadChunked()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = ReadLine();
            var semicolon = line.AsSpan().IndexOf((byte)';');
            var digits = (semicolon < 0 ? line : line.AsSpan(0, semicolon)).Trim(" \t"u8);
            if (!Utf8Parser.TryParse(digits, out int size, out var used, 'x') || used != digits.Length || size < 0)
                throw new HttpFormatException("a chunk has no size");
            if (size == 0) break;
            if (body.Length + size > MaxBodyBytes) throw TooLarge();
            body.Write(ReadExactly(size));
            if (ReadLine().Length != 0) throw new HttpFormatException("a chunk is longer than it says");
        }
        foreach (var _ in ReadFields())
        {
            // Trailer fields say nothing that we use.
        }
        return body.ToArray();
    }

    private byte[] ReadExactly(int length)
    {
        if (length > MaxBodyBytes) throw TooLarge();
        while (Pending.Length < length) Fill(mayEnd: false);
        var bytes = Pending[..length].ToArray();
        _start += length;
        return bytes;
    }

    private byte[] ReadToEnd()
    {
        while (Fill(mayEnd: true))
        {
            if (Pending.Length > MaxBodyBytes) throw TooLarge();
        }
        return Pending.ToArray();
    }

    private byte[] ReadLine()
    {
        var searched = 0;
        while (true)
        {
            var newline = Pending[searched..].IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = Pending[..(searched + newline)];
                _start += line.Length + 1;
                return (line is [.., (byte)'\r'] ? line[..^1] : line).ToArray();
            }
            searched = Pending.Length;
            if (searched > MaxHeadBytes) throw new HttpFormatException($"a line is longer than {MaxHeadBytes} bytes");
            Fill(mayEnd: false);
        }
    }

    private bool Fill(bool mayEnd)
    {
        if (_end == _buffer.Length)
        {
            var pending = Pending.Length;
            var target = pending > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, pending).CopyTo(target);
            (_buffer, _start, _end) = (target, 0, pending);
        }
        var count = receive(_buffer.AsSpan(_end));
        if (count == 0 && !mayEnd)
        {
            var last = Excerpt.Of(Encoding.ASCII.GetString(Pending[..Math.Min(Pending.Length, 40)]));
            throw new EndOfStreamException($"closed the connection within its answer: \"{last}\"");
        }
        _end += count;
        return count > 0;
    }

    private static HttpFormatException TooLarge() => new($"the body is larger than {MaxBodyBytes} bytes");
}
