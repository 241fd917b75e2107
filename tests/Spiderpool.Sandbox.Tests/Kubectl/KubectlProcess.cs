using System.Diagnostics;
using System.Text;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>A running kubectl.</summary>
internal sealed class KubectlProcess(Process process, string commandLine) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _read = new();
    private Task<string>? _error;

    private Task<string> Error => _error ??= process.StandardError.ReadToEndAsync();

    /// <summary>Reads lines of what kubectl logs until one satisfies the condition.</summary>
    public async Task ReadErrorUntilAsync(Predicate<string> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            if (condition(line))
                return;
        }

        throw new InvalidOperationException($"{commandLine} ended too early");
    }

    public async Task WriteInputAsync(string text)
    {
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
    }

    /// <summary>Reads until the output so far satisfies the condition, and returns all of it.</summary>
    /// <remarks>Not by lines: kubectl 1.20 ends a line of a watch when the next one comes.</remarks>
    public async Task<string> ReadUntilAsync(Predicate<string> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var buffer = new char[4096];
        try
        {
            while (!condition(_read.ToString()))
            {
                var count = await process.StandardOutput.ReadAsync(buffer, deadline.Token);
                if (count == 0)
                    throw new InvalidOperationException($"{commandLine} ended after:\n{_read}\n{await Error}");
                _read.Append(buffer, 0, count);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{commandLine} said nothing more than:\n{_read}");
        }

        return _read.ToString();
    }

    public async Task<KubectlResult> EndAsync(CancellationToken cancellationToken)
    {
        var error = Error;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new KubectlResult(commandLine, process.ExitCode, output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
