using System.Diagnostics;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.State;

public sealed class RemovalTests : IDisposable
{
    private readonly TemporaryState _state = new();

    [Fact]
    public void Nothing_to_remove_is_no_failure()
    {
        Assert.False(Removal.Run(_state.Folder));
    }

    [Fact]
    public void A_folder_that_no_sandbox_made_is_left_alone()
    {
        Directory.CreateDirectory(_state.Folder.Root);
        var letter = Path.Combine(_state.Folder.Root, "letter");
        File.WriteAllText(letter, "text");

        Assert.Throws<SandboxException>(() => Removal.Run(_state.Folder));

        Assert.True(File.Exists(letter));
    }

    [Fact]
    public void What_a_crash_left_goes_and_foreign_processes_stay()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "making network namespaces needs root");
        using var main = Sleep([]);
        var record = _state.WriteRecord(ProcessIdentity.Of(main.Id));
        using var agent = Sleep(new() { [SandboxProcesses.Variable] = record.RunId });
        using var foreign = Sleep(new() { [SandboxProcesses.Variable] = "another run" });
        try
        {
            var mount = Path.Combine(_state.Folder.Node("node-1").PodNamespaces, "pod");
            NetworkNamespace.Create(mount).Dispose();
            File.WriteAllText(Path.Combine(_state.Folder.Node("node-1").PodNamespaces, "file of a crash"), "");
            main.Kill();
            main.WaitForExit();

            Assert.True(Removal.Run(_state.Folder));

            Assert.True(agent.WaitForExit(TimeSpan.FromSeconds(10)));
            Assert.False(foreign.HasExited);
            Assert.Empty(Mounts.Below(_state.Folder.Root));
            Assert.False(Directory.Exists(_state.Folder.Root));
            Assert.False(Removal.Run(_state.Folder));
        }
        finally
        {
            foreign.Kill();
            agent.Kill();
        }
    }

    [Fact]
    public void A_process_with_the_number_of_a_recorded_one_is_not_touched()
    {
        using var other = Sleep([]);
        try
        {
            _state.WriteRecord(ProcessIdentity.Of(other.Id)! with { StartTime = 1 });

            Removal.Run(_state.Folder);

            Assert.False(other.HasExited);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public void Processes_of_a_run_are_found_by_its_id()
    {
        using var process = Sleep(new() { [SandboxProcesses.Variable] = "run-of-this-test" });
        try
        {
            Assert.Equal([ProcessIdentity.Of(process.Id)!], SandboxProcesses.Find("run-of-this-test"));

            SandboxProcesses.Stop("run-of-this-test");

            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        }
        finally
        {
            process.Kill();
        }
    }

    public void Dispose() => _state.Dispose();

    private static Process Sleep(Dictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("sleep", "600");
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return Process.Start(info)!;
    }
}
