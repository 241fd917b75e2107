using System.Buffers.Text;
using System.Text;

namespace Spiderpool.Cni.Agent;

/// <summary>What the head of an answer says about its body.</summary>
internal readonly record struct HttpHead(int Status, int? ContentLength, bool IsChunked)
{
    /// <exception cref="HttpFormatException">The line is not <c>HTTP/1.x NNN reason</c>.</exception>
    public static HttpHead ParseStatusLine(ReadOnlySpan<byte> line)
    {
        var isStatus = line.StartsWith("HTTP/1."u8) && line.Length >= 12 && line[8] == ' '
            && Utf8Parser.TryParse(line.Slice(9, 3), out ushort status, out var used) && used == 3 && status >= 100;
        return isStatus && Utf8Parser.TryParse(line.Slice(9, 3), out status, out _)
            ? new HttpHead(status, null, false)
            : throw new HttpFormatException("the answer does not begin with an HTTP/1.1 status line");
    }

    /// <exception cref="HttpFormatException">A Content-Length or Transfer-Encoding that cannot be followed.</exception>
    public HttpHead WithHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) throw new HttpFormatException("a header has no colon");
        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(line[..colon], "content-length"u8))
        {
            return Utf8Parser.TryParse(value, out int length, out var used) && used == value.Length && length >= 0
                ? this with { ContentLength = length }
                : throw new HttpFormatException("Content-Length is no number of bytes up to 2 GiB");
        }
        if (!Ascii.EqualsIgnoreCase(line[..colon], "transfer-encoding"u8)) return this;
        return Ascii.EqualsIgnoreCase(value, "chunked"u8)
            ? this with { IsChunked = true }
            : throw new HttpFormatException("the transfer encoding is not chunked");
    }
}
