using System.IO.Pipelines;
using System.Text;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes.Tests.Http;

public class LineReaderTests
{
    private const int Limit = 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_is_returned_as_soon_as_it_is_complete()
    {
        var pipe = new Pipe();
        using var reader = new LineReader(pipe.Reader.AsStream(), Limit);

        await pipe.Writer.WriteAsync("first\n"u8.ToArray(), Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.Equal("first", Encoding.UTF8.GetString(reader.Line));

        var second = reader.ReadAsync(Cancellation);
        await pipe.Writer.WriteAsync("sec"u8.ToArray(), Cancellation);
        Assert.False(second.IsCompleted);
        await pipe.Writer.WriteAsync("ond\r\n"u8.ToArray(), Cancellation);
        Assert.True(await second);
        Assert.Equal("second", Encoding.UTF8.GetString(reader.Line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Lines_are_the_same_however_the_bytes_arrive(int pieceSize)
    {
        var pipe = new Pipe();
        using var reader = new LineReader(pipe.Reader.AsStream(), Limit);
        var sender = SendAsync("a\n\nlonger line\nz\n"u8.ToArray());

        var lines = new List<string>();
        while (await reader.ReadAsync(Cancellation)) lines.Add(Encoding.UTF8.GetString(reader.Line));
        await sender;

        Assert.Equal(["a", "", "longer line", "z"], lines);

        async Task SendAsync(byte[] bytes)
        {
            foreach (var piece in bytes.Chunk(pieceSize)) await pipe.Writer.WriteAsync(piece, Cancellation);
            await pipe.Writer.CompleteAsync();
        }
    }

    [Fact]
    public async Task An_end_within_a_line_is_a_cut()
    {
        using var reader = new LineReader(new MemoryStream("whole\nhal"u8.ToArray()), Limit);

        Assert.True(await reader.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await reader.ReadAsync(Cancellation));
    }
}
