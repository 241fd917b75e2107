using Spiderpool.Linux.Files;

namespace Spiderpool.Linux.Tests.Files;

/// <summary>What a caller sees without using the test program's own streams; the plugin's process tests do the rest.</summary>
public sealed class StandardStreamTests
{
    [Fact]
    public void Each_stream_goes_one_way_and_has_no_position()
    {
        Assert.Equal((true, false), (StandardStream.Input.CanRead, StandardStream.Input.CanWrite));
        Assert.Equal((false, true), (StandardStream.Output.CanRead, StandardStream.Output.CanWrite));
        Assert.Equal((false, true), (StandardStream.Error.CanRead, StandardStream.Error.CanWrite));
        Assert.False(StandardStream.Output.CanSeek);
        Assert.Throws<NotSupportedException>(() => StandardStream.Output.Position);
    }

    [Fact]
    public void Nothing_is_written_of_nothing() => StandardStream.Output.Write([]);
}
