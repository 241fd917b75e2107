using System.Globalization;
using System.Text;

namespace Spiderpool.Model.Tests;

/// <summary>What happened in a history, line by line. Absent unless somebody will read it: most histories hold.</summary>
internal sealed class Trace(TimeProvider time)
{
    private readonly StringBuilder _text = new();
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public int Step { get; set; }

    public void Add(string line)
    {
        var elapsed = (time.GetUtcNow() - _start).TotalSeconds;
        _text.Append(CultureInfo.InvariantCulture, $"{Step,5} {elapsed,9:0.000}s  ").AppendLine(line);
    }

    public override string ToString() => _text.ToString();
}
