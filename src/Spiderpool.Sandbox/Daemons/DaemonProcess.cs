using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Spiderpool.Linux.Files;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Daemons;

/// <summary>
/// A daemon of the product, started again whenever it ends. It runs in the namespace of the machine and reaches the API server on
/// 127.0.0.1; of a node's network it touches nothing: only plugins do, and they run in the node's namespace.
/// </summary>
public sealed class DaemonProcess(DaemonProcessOptions options, ILogger logger, TimeProvider time)
{
    // A run of this length was none that failed at its start.
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(10);

    private volatile ProcessIdentity? _identity;

    /// <summary>The running process; null between two.</summary>
    public ProcessIdentity? Identity => _identity;

    /// <summary>Runs the daemon until cancelled, and ends it then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        AtomicFile.Write(options.ConfigurationFile, ConfigurationText.Of(options.Settings));
        Directory.CreateDirectory(Path.GetDirectoryName(options.LogFile)!);
        var backoff = options.FirstBackoff;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var status = await RunOnceAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested)
                return;
            backoff = time.GetElapsedTime(started) > LongRun ? options.FirstBackoff : backoff;
            DaemonsLog.Ended(logger, options.Name, status, backoff);
            await Task.Delay(backoff, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backoff = backoff * 2 < options.LongestBackoff ? backoff * 2 : options.LongestBackoff;
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        using var process = NamespaceProcess.Start(null, StartInfo());
        _identity = ProcessIdentity.Of(process.Id);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited && _identity is { } identity)
                await Task.Run(() => SandboxProcesses.Stop([identity]), CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        finally
        {
            _identity = null;
        }
    }

    private ProcessStartInfo StartInfo()
    {
        // The shell gives way to the daemon, whose output then needs nobody to pass it on.
        var info = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", options.LogFile,
                options.Binary, "daemon", "--config-path", options.ConfigurationFile, "--kubeconfig", options.Kubeconfig,
            },
        };
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        info.Environment["SPIDERPOOL_POD_NAMESPACE"] = "kube-system";
        info.Environment["SPIDERPOOL_POD_NAME"] = options.Name;
        info.Environment["SPIDERPOOL_HEALTH_PORT"] = "0";
        foreach (var (name, value) in options.Environment)
            info.Environment[name] = value;
        return info;
    }
}
