using System.Text;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Sandbox.State;

/// <summary>
/// The processes of a run. Each has the run's random id in its environment, which no crash between a start and the writing of
/// a record can lose, and which children (plugins, and the plugins they call) inherit.
/// </summary>
public static class SandboxProcesses
{
    /// <summary>Environment variable with the id of the run.</summary>
    public const string Variable = "SPIDERPOOL_SANDBOX_RUN";

    private static readonly TimeSpan TerminationTime = TimeSpan.FromSeconds(5);

    /// <summary>Running processes of a run, without the calling one.</summary>
    public static IReadOnlyList<ProcessIdentity> Find(string runId)
    {
        var found = new List<ProcessIdentity>();
        var wanted = Encoding.UTF8.GetBytes($"{Variable}={runId}");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), out var pid) || pid == Environment.ProcessId)
                continue;
            // The identity first: should the number be given away meanwhile, the identity no longer opens.
            if (ProcessIdentity.Of(pid) is { } identity && HasVariable($"{folder}/environ", wanted))
                found.Add(identity);
        }

        return found;
    }

    /// <summary>Ends the processes of a run: first politely, then not.</summary>
    public static void Stop(string runId)
    {
        Stop(Find(runId));
        // Those that were started meanwhile by one that has ended now.
        Stop(Find(runId));
    }

    /// <summary>Ends processes: first politely, then not.</summary>
    public static void Stop(IReadOnlyList<ProcessIdentity> identities)
    {
        var processes = identities.Select(RunningProcess.TryOpen).OfType<RunningProcess>().ToList();
        try
        {
            foreach (var process in processes)
                process.Terminate();
            foreach (var process in processes.Where(process => !process.WaitForExit(TerminationTime)))
            {
                process.Kill();
                process.WaitForExit(TerminationTime);
            }
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }
    }

    private static bool HasVariable(string path, ReadOnlySpan<byte> wanted)
    {
        try
        {
            ReadOnlySpan<byte> environment = File.ReadAllBytes(path);
            foreach (var range in environment.Split((byte)0))
            {
                if (environment[range].SequenceEqual(wanted))
                    return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is not ours to see.
        }

        return false;
    }
}
