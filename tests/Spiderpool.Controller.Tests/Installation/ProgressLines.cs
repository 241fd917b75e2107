using System.Collections.Concurrent;
using System.Text;

namespace Spiderpool.Controller.Tests.Installation;

/// <summary>Lines that a test reads while they are written.</summary>
internal sealed class ProgressLines : TextWriter
{
    private readonly ConcurrentQueue<string> _lines = [];

    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        _lines.Enqueue(value ?? "");
        return Task.CompletedTask;
    }

    public override string ToString() => string.Join('\n', _lines);
}
