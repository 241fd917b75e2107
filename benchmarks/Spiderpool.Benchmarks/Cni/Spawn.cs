using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>
/// Runs a program and waits for it with as little around it as the kernel allows: no pipes, no threads, no fork of this
/// process's memory. What .NET's own Process adds would be the same for all, and hide the ratio between them.
/// </summary>
internal static unsafe partial class Spawn
{
    private const int FileActionsBytes = 80, EINTR = 4;
    private const int ReadOnly = 0, WriteCreateTruncate = 0x241;

    /// <param name="program">Path.</param>
    /// <param name="environment">All variables, as <c>name=value</c>.</param>
    /// <param name="input">File that it reads.</param>
    /// <param name="output">File that gets what it writes, errors included.</param>
    /// <returns>Exit status, and the time from before the start until after the end.</returns>
    public static (int Status, TimeSpan Elapsed) Run(string program, IEnumerable<string> environment, string input, string output)
    {
        using var strings = new NativeStrings();
        var actions = stackalloc byte[FileActionsBytes];
        Check(InitFileActions(actions));
        Check(AddOpen(actions, 0, strings.Add(input), ReadOnly, 0));
        Check(AddOpen(actions, 1, strings.Add(output), WriteCreateTruncate, 0x1A4));
        Check(AddDuplicate(actions, 1, 2));
        try
        {
            byte* path = strings.Add(program), arguments = strings.AddArray([program]), variables = strings.AddArray(environment);
            var started = Stopwatch.GetTimestamp();
            Check(PosixSpawn(out var pid, path, actions, null, arguments, variables));
            int status;
            while (WaitForProcess(pid, out status, 0) < 0)
            {
                if (Marshal.GetLastPInvokeError() is not EINTR and var error)
                    throw new BenchmarkException($"waitpid of {program}: errno {error}");
            }
            var elapsed = Stopwatch.GetElapsedTime(started);
            // WIFEXITED and WEXITSTATUS, else the signal as shells show it.
            return ((status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f), elapsed);
        }
        finally
        {
            Check(DestroyFileActions(actions));
        }
    }

    private static void Check(int error)
    {
        if (error != 0) throw new BenchmarkException($"posix_spawn: errno {error}");
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitFileActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static partial int AddOpen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyFileActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    private static partial int PosixSpawn(
        out int pid, byte* path, byte* actions, void* attributes, byte* arguments, byte* environment);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitForProcess(int pid, out int status, int options);
}
