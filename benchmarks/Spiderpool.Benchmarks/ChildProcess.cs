using System.Diagnostics;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Benchmarks;

/// <summary>A process that a benchmark started, with its output in a file. It ends with this object.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(Process process, string log) => (_process, _log) = (process, log);

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The end of what it wrote, for error messages.</summary>
    public string LastWords => File.Exists(_log) ? string.Join(" | ", File.ReadLines(_log).TakeLast(3)) : "";

    /// <param name="program">Path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of the benchmark's own.</param>
    /// <param name="log">File that gets what it writes: the shell gives way to the program, so that nobody has to read a pipe.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, program, .. arguments])
        {
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!, log);
    }

    public void Dispose()
    {
        // A program of ours ends when its input does; others need the signal.
        _process.StandardInput.Close();
        using (var running = ProcessIdentity.Of(_process.Id) is { } identity ? RunningProcess.TryOpen(identity) : null)
        {
            running?.Terminate();
        }
        if (!_process.WaitForExit(Patience)) _process.Kill();
        _process.Dispose();
    }
}
