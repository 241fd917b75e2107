using System.Globalization;

namespace Spiderpool.Benchmarks;

/// <summary>What a process has used (proc_pid_stat(5)).</summary>
/// <param name="CpuSeconds">User and system time since it began.</param>
/// <param name="ResidentMib">Memory that it occupies now, shared pages included.</param>
internal readonly record struct ProcessUsage(double CpuSeconds, double ResidentMib)
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessUsage Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        // Fields are counted from behind the name, which may hold blanks and parentheses; the first there is number 3.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[14 - 3]) + Number(fields[15 - 3]);
        var resident = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kib = Number(resident.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);
        return new ProcessUsage(ticks / TicksPerSecond, kib / 1024);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
