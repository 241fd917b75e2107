using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class BoundedInputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(BoundedInput.MaxBytes)]
    public void Input_up_to_the_limit_is_read_whole(int length)
    {
        var input = new byte[length];
        Array.Fill(input, (byte)'x');

        Assert.True(BoundedInput.Read(new MemoryStream(input)).Span.SequenceEqual(input));
        Assert.Equal(length, BoundedInput.Read(new PieceStream(input, 7)).Length);
    }

    [Theory]
    [InlineData(BoundedInput.MaxBytes + 1)]
    [InlineData(10 << 20)]
    public void Longer_input_is_refused_without_reading_it_all(int length)
    {
        var stream = new MemoryStream(new byte[length]);

        var failure = Assert.Throws<ReasonException>(() => BoundedInput.Read(stream));

        Assert.Equal("InvalidNetConf: standard input is larger than 1048576 bytes", failure.Message);
        Assert.Equal(BoundedInput.MaxBytes + 1, stream.Position);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    public void Empty_input_says_what_is_missing(string text) => Assert.Equal(
        "standard input is empty, want the network configuration as JSON",
        Assert.Throws<ReasonException>(() => BoundedInput.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Detail);

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'{', 0xC3, 0x28, (byte)'}' })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Input_that_is_no_UTF_8_is_refused(byte[] bytes) => Assert.Equal(
        "standard input is not UTF-8, want JSON text",
        Assert.Throws<ReasonException>(() => BoundedInput.Read(new MemoryStream(bytes))).Detail);

    /// <summary>A pipe that gives a few bytes at a time.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
