using System.Text;
using CsCheck;
using Spiderpool.Cni.Agent;

namespace Spiderpool.Cni.Tests.Agent;

public sealed class HttpAnswerReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:2 \r\n\r\nhi and more", 200, "hi")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 500\r\nContent-Length: 1\r\n\r\nx", 500, "x")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nup to the end", 200, "up to the end")]
    [InlineData("HTTP/1.1 200 OK\n\nbare newlines", 200, "bare newlines")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", 304, "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 200, "hi")]
    [InlineData(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: CHUNKED\r\n\r\n1 ; a=b\r\nh\r\n00A\r\n0123456789\r\n0\r\nT: x\r\n\r\n",
        200, "h0123456789")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 99\r\n\r\n0\r\n\r\n", 200, "")]
    public void An_answer_is_read_in_pieces_of_any_size(string text, int status, string body)
    {
        for (var piece = 1; piece <= text.Length; piece++)
        {
            var answer = Read(text, piece);
            Assert.Equal((status, body), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n")]
    public void A_truncated_answer_is_an_end_of_stream(string text) => Assert.StartsWith(
        "closed the connection within its answer: \"", Assert.Throws<EndOfStreamException>(() => Read(text)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n", "the answer does not begin with an HTTP/1.1 status line")]
    [InlineData("HTTP/2 200\r\n\r\n", "the answer does not begin with an HTTP/1.1 status line")]
    [InlineData("HTTP/1.1 20x OK\r\n\r\n", "the answer does not begin with an HTTP/1.1 status line")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n", "the answer does not begin with an HTTP/1.1 status line")]
    [InlineData("HTTP/1.1  200\r\n\r\n", "the answer does not begin with an HTTP/1.1 status line")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "a header has no colon")]
    [InlineData("HTTP/1.1 200 OK\r\n: x\r\n\r\n", "a header has no colon")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "Content-Length is no number of bytes up to 2 GiB")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n", "Content-Length is no number of bytes up to 2 GiB")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n", "Content-Length is no number of bytes up to 2 GiB")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n", "the body is larger than 1048576 bytes")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "the transfer encoding is not chunked")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", "a chunk has no size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "a chunk has no size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "a chunk has no size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n", "a chunk has no size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi!\r\n0\r\n\r\n", "a chunk is longer than it says")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "the body is larger than 1048576 bytes")]
    public void What_is_no_answer_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<HttpFormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 ")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")]
    public void An_answer_without_end_is_refused_after_a_bounded_number_of_bytes(string start)
    {
        // What follows is body, chunks, headers, one long line, or trailers.
        var rest = start.EndsWith("chunked\r\n\r\n", StringComparison.Ordinal) ? "1000\r\n" + new string('a', 0x1000) + "\r\n"
            : start.EndsWith(' ') ? new string('a', 1000)
            : "X: y\r\n";
        var endless = new EndlessPeer(Encoding.ASCII.GetBytes(start), Encoding.ASCII.GetBytes(rest));

        var failure = Assert.Throws<HttpFormatException>(() => new HttpAnswerReader(endless.Receive).Read());

        Assert.Contains("than", failure.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Sent, 0, 2 * HttpAnswerReader.MaxBodyBytes + HttpAnswerReader.MaxHeadBytes);
    }

    [Fact]
    public void The_largest_body_is_read_in_either_encoding()
    {
        var body = new string('b', HttpAnswerReader.MaxBodyBytes);

        Assert.Equal(body.Length, Read($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}", 9999).Body.Length);
        Assert.Equal(body.Length, Read($"HTTP/1.1 200 OK\r\n\r\n{body}", 9999).Body.Length);
        Assert.Equal(
            body.Length,
            Read($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n", 9999).Body.Length);
    }

    [Fact]
    public void Chunks_of_any_size_give_the_body() => Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[1, 700], Gen.Int[1, 900]).Sample(
        (body, chunk, piece) =>
        {
            using var wire = new MemoryStream();
            wire.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
            foreach (var part in body.Chunk(chunk))
            {
                wire.Write(Encoding.ASCII.GetBytes($"{part.Length:X}\r\n"));
                wire.Write(part);
                wire.Write("\r\n"u8);
            }
            wire.Write("0\r\n\r\n"u8);
            Assert.Equal(body, Read(wire.ToArray(), piece).Body.ToArray());
        });

    [Fact]
    public void Random_bytes_are_refused_or_read_and_nothing_else() => Gen.Select(
            Gen.OneOfConst("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            Gen.OneOf(Gen.Byte, Gen.OneOfConst((byte)'\r', (byte)'\n', (byte)':', (byte)'0', (byte)'1')).Array[0, 200])
        .Sample((start, bytes) =>
        {
            try
            {
                Read([.. Encoding.ASCII.GetBytes(start), .. bytes], 50);
            }
            catch (Exception e) when (e is HttpFormatException or EndOfStreamException)
            {
                // As documented.
            }
        });

    private static HttpAnswer Read(string text, int piece = int.MaxValue) => Read(Encoding.UTF8.GetBytes(text), piece);

    private static HttpAnswer Read(byte[] bytes, int piece)
    {
        var position = 0;
        return new HttpAnswerReader(buffer =>
        {
            var count = Math.Min(Math.Min(piece, buffer.Length), bytes.Length - position);
            bytes.AsSpan(position, count).CopyTo(buffer);
            position += count;
            return count;
        }).Read();
    }

    /// <summary>Sends its start, then the same bytes for ever.</summary>
    private sealed class EndlessPeer(byte[] start, byte[] rest)
    {
        public long Sent { get; private set; }

        public int Receive(Span<byte> buffer)
        {
            foreach (ref var target in buffer)
            {
                target = Sent < start.Length ? start[Sent] : rest[(Sent - start.Length) % rest.Length];
                Sent++;
            }
            return buffer.Length;
        }
    }
}
