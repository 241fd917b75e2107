using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Sandbox.State;

/// <summary>
/// Takes a sandbox away: processes, mounts, files. It needs nothing but the folder, so it also works after a crash, and again
/// after it was itself interrupted: the record goes last.
/// </summary>
public static class Removal
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(15);

    /// <summary>Removes everything of a folder; false if there was nothing. Goes on after a failure.</summary>
    /// <exception cref="SandboxException">The folder is none of a sandbox, or something is left: the message says what.</exception>
    public static bool Run(StateFolder folder)
    {
        folder.RequireOurs();
        if (!Directory.Exists(folder.Root))
            return false;
        var failures = new List<string>();
        if (folder.ReadRecord() is { } record)
        {
            Try(failures, () => StopMain(record.Process));
            Try(failures, () => SandboxProcesses.Stop(record.RunId));
        }

        foreach (var path in Mounts.Below(folder.Root))
            Try(failures, () => NetworkNamespace.Delete(path));
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder.Root).Where(path => path != folder.RecordFile))
            Try(failures, () => Delete(entry));
        if (failures.Count > 0)
            throw new SandboxException($"not all of {folder.Root} could be removed: {string.Join("; ", failures)}; run down again");
        Directory.Delete(folder.Root, recursive: true);
        return true;
    }

    /// <summary>The main process stops its children itself when it is asked to.</summary>
    private static void StopMain(ProcessIdentity identity)
    {
        if (identity.Pid == Environment.ProcessId)
            return;
        using var process = RunningProcess.TryOpen(identity);
        process?.Terminate();
        if (process?.WaitForExit(ShutdownTime) == false)
            process.Kill();
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static void Try(List<string> failures, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add(e.Message);
        }
    }
}
