using System.Globalization;

namespace Spiderpool.Linux.Processes;

/// <summary>
/// What tells a process from every other of the machine, also from a later one with the same number.
/// It can be stored and compared after the process has ended.
/// </summary>
/// <param name="Pid">Process number.</param>
/// <param name="StartTime">Clock ticks from the machine's start to the process's (proc(5), stat field 22).</param>
/// <param name="BootId">Random UUID of the machine's start.</param>
public sealed record ProcessIdentity(int Pid, ulong StartTime, string BootId)
{
    private static readonly string CurrentBootId = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>Identity of the calling process.</summary>
    public static ProcessIdentity Current { get; } =
        Of(Environment.ProcessId)
        ?? throw new InvalidOperationException("/proc shows no entry for this process: mount proc at /proc");

    /// <summary>Whether the process runs; an ended one that nobody has waited for does not.</summary>
    public bool IsRunning => Of(Pid) == this;

    /// <summary>Reads the identity of a running process; null if there is none with this number.</summary>
    public static ProcessIdentity? Of(int pid)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }
        // The second field is the program's name in parentheses, and may hold blanks and parentheses itself.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        if (fields.Length < 20 || fields[0] is "Z" or "X") return null;
        return new ProcessIdentity(pid, ulong.Parse(fields[19], CultureInfo.InvariantCulture), CurrentBootId);
    }
}
