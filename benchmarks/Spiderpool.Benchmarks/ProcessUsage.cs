using System.Globalization;

namespace Spiderpool.Benchmarks;

/// <summary>What a process has used (proc_pid_stat(5)).</summary>
/// <param name="CpuSeconds">User and system time since it began.</param>
/// <param name="ResidentMib">Memory that it occupies now, shared pages included.</param>
/// <param name="PeakMib">The most that it ever occupied.</param>
internal readonly record struct ProcessUsage(double CpuSeconds, double ResidentMib, double PeakMib)
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessUsage Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        // Fields are counted from behind the name, which may hold blanks and parentheses; the first there is number 3.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[14 - 3]) + Number(fields[15 - 3]);
        var status = File.ReadAllLines($"/proc/{pid}/status");
        return new ProcessUsage(ticks / TicksPerSecond, Mib(status, "VmRSS:"), Mib(status, "VmHWM:"));
    }

    private static double Mib(string[] status, string field)
    {
        var line = Array.Find(status, line => line.StartsWith(field, StringComparison.Ordinal))!;
        return Number(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
