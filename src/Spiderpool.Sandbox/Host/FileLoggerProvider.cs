using Microsoft.Extensions.Logging;

namespace Spiderpool.Sandbox.Host;

/// <summary>Appends log lines to a file.</summary>
internal sealed class FileLoggerProvider : ILoggerProvider
{
    private readonly StreamWriter _writer;
    private readonly TimeProvider _time;

    public FileLoggerProvider(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _writer = new StreamWriter(path, append: true) { AutoFlush = true };
        _time = time;
    }

    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, Write);

    public void Dispose()
    {
        lock (_writer)
            _writer.Dispose();
    }

    private void Write(string line)
    {
        lock (_writer)
            _writer.WriteLine($"{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line}");
    }
}
