using System.Diagnostics;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Linux.Tests.Processes;

public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linux-tests-").FullName;
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Calling_process_runs_and_is_itself()
    {
        Assert.Equal(Environment.ProcessId, ProcessIdentity.Current.Pid);
        Assert.Equal(ProcessIdentity.Current, ProcessIdentity.Of(Environment.ProcessId));
        Assert.True(ProcessIdentity.Current.IsRunning);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), ProcessIdentity.Current.BootId);
    }

    [Fact]
    public void Killed_process_has_ended_and_cannot_be_opened()
    {
        var identity = ProcessIdentity.Of(Start("/bin/sleep", "1000").Id)!;
        using var process = RunningProcess.TryOpen(identity)!;
        Assert.Equal(identity, process.Identity);
        Assert.False(process.WaitForExit(TimeSpan.Zero));
        Assert.True(identity.IsRunning);

        process.Kill();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.False(identity.IsRunning);
        Assert.Null(RunningProcess.TryOpen(identity));
        process.Kill();
        process.Terminate();
    }

    [Fact]
    public void Terminate_lets_the_process_end_in_its_own_way()
    {
        var shell = Start("/bin/sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done");
        Assert.Equal("ready", shell.StandardOutput.ReadLine());
        using var process = RunningProcess.TryOpen(ProcessIdentity.Of(shell.Id)!)!;

        process.Terminate();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        shell.WaitForExit();
        Assert.Equal(7, shell.ExitCode);
    }

    [Theory]
    [InlineData("a) b (c")]
    [InlineData("x) Z 1 2 3")]
    public void Name_of_the_program_does_not_confuse_the_fields(string name)
    {
        var program = Path.Combine(_folder, name);
        File.Copy("/bin/sleep", program);
        var (odd, plain) = (ProcessIdentity.Of(Start(program, "1000").Id)!, ProcessIdentity.Of(Start("/bin/sleep", "1000").Id)!);

        Assert.True(odd.IsRunning);
        // Both were started just now: within a minute, in clock ticks of 10 ms.
        Assert.InRange(plain.StartTime, odd.StartTime, odd.StartTime + 6000);
    }

    [Fact]
    public void Later_process_of_the_same_number_is_another()
    {
        var identity = ProcessIdentity.Of(Start("/bin/sleep", "1000").Id)!;

        Assert.False((identity with { StartTime = identity.StartTime - 1 }).IsRunning);
        Assert.False((identity with { BootId = Guid.Empty.ToString() }).IsRunning);
        Assert.Null(RunningProcess.TryOpen(identity with { StartTime = identity.StartTime - 1 }));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Number_without_a_process_has_no_identity(int pid) => Assert.Null(ProcessIdentity.Of(pid));

    [Fact]
    public void Ended_process_that_nobody_waited_for_does_not_run()
    {
        // The child ends when exec has replaced the shell by a program that waits for nobody.
        var parent = Start("/bin/sh", "-c",
            "sh -c 'while [ \"$(cat /proc/$PPID/comm)\" = sh ]; do :; done' & echo $!; exec sleep 1000");
        var pid = int.Parse(parent.StandardOutput.ReadLine()!);

        Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30)));
        Assert.Null(ProcessIdentity.Of(pid));
    }

    private Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        _started.Add(process);
        return process;
    }
}
