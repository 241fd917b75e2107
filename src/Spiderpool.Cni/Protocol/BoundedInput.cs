using System.Text.Unicode;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

/// <summary>Reads the network configuration from standard input, bounded in size.</summary>
internal static class BoundedInput
{
    public const int MaxBytes = 1 << 20;

    /// <exception cref="ReasonException">InvalidNetConf: empty, larger than 1 MiB, or not UTF-8.</exception>
    public static ReadOnlyMemory<byte> Read(Stream stdin)
    {
        var buffer = new byte[8192];
        var length = 0;
        while (stdin.Read(buffer, length, buffer.Length - length) is var count and > 0)
        {
            length += count;
            if (length > MaxBytes)
                throw new ReasonException(Reason.InvalidNetConf, $"standard input is larger than {MaxBytes} bytes");
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 4, MaxBytes + 1));
        }
        var input = buffer.AsMemory(0, length);
        if (input.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new ReasonException(Reason.InvalidNetConf, "standard input is empty, want the network configuration as JSON");
        if (!Utf8.IsValid(input.Span))
            throw new ReasonException(Reason.InvalidNetConf, "standard input is not UTF-8, want JSON text");
        return input;
    }
}
