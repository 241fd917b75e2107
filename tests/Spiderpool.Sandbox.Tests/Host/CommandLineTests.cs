using System.Text.Json.Nodes;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Tests.State;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>The program as a user runs it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryState _state = new();

    public CommandLineTests() => ProductBinaries.Require();

    [Fact]
    public async Task Up_twice_status_and_down_twice()
    {
        try
        {
            var up = await SandboxProgram.RunAsync(_state.Folder, "up", "--nodes", "1");
            Assert.True(up.Status == 0, up.Errors);
            var record = _state.Folder.ReadRecord()!;
            var again = await SandboxProgram.RunAsync(_state.Folder, "up", "--nodes", "1");
            Assert.Equal((0, true), (again.Status, again.Output.StartsWith("The sandbox runs already", StringComparison.Ordinal)));
            Assert.Equal(record, _state.Folder.ReadRecord());

            var status = await SandboxProgram.RunAsync(_state.Folder, "status", "-o", "json");
            Assert.Equal(0, status.Status);
            var report = JsonNode.Parse(status.Output)!;
            Assert.Equal("Running", report["state"]!.GetValue<string>());
            Assert.True(report["nodes"]![0]!["agentHealthy"]!.GetValue<bool>());
        }
        finally
        {
            var down = await SandboxProgram.RunAsync(_state.Folder, "down");
            Assert.Equal((0, $"The sandbox in {_state.Folder.Root} is gone.\n"), (down.Status, down.Output));
        }

        var nothing = await SandboxProgram.RunAsync(_state.Folder, "down");
        Assert.Equal((0, $"There is no sandbox in {_state.Folder.Root}.\n"), (nothing.Status, nothing.Output));
        Assert.Equal(1, (await SandboxProgram.RunAsync(_state.Folder, "status")).Status);
    }

    [Fact]
    public async Task A_killed_sandbox_can_be_started_again_and_removed()
    {
        try
        {
            Assert.Equal(0, (await SandboxProgram.RunAsync(_state.Folder, "up", "--nodes", "1")).Status);
            var first = Kill();
            Assert.StartsWith("Stopped", (await SandboxProgram.RunAsync(_state.Folder, "status")).Output);

            var up = await SandboxProgram.RunAsync(_state.Folder, "up", "--nodes", "1");

            Assert.True(up.Status == 0, up.Errors);
            // The agent of the first run is no longer there to answer in the place of the second's.
            Assert.Empty(SandboxProcesses.Find(first.RunId));
            var second = Kill();
            Assert.NotEmpty(SandboxProcesses.Find(second.RunId));
            Assert.Equal(0, (await SandboxProgram.RunAsync(_state.Folder, "down")).Status);
            Assert.Empty(SandboxProcesses.Find(second.RunId));
            Assert.Empty(Mounts.Below(_state.Folder.Root));
            Assert.False(Directory.Exists(_state.Folder.Root));
        }
        finally
        {
            Removal.Run(_state.Folder);
        }
    }

    [Fact]
    public async Task Two_starts_at_once_make_one_sandbox()
    {
        try
        {
            using var first = SandboxProgram.Start(_state.Folder, "up", "--foreground", "--nodes", "1");
            await first.ReadUntilAsync("starting the API server");
            var second = await SandboxProgram.RunAsync(_state.Folder, "up", "--foreground", "--nodes", "1");

            Assert.Equal(1, second.Status);
            Assert.Contains("another process uses the sandbox", second.Errors);
            await first.ReadUntilAsync("ready");
        }
        finally
        {
            Removal.Run(_state.Folder);
        }
    }

    [Theory]
    [InlineData("--nodes", "0", "--nodes 0: want 1 to 250")]
    [InlineData("--bin", "/nowhere", "/nowhere/spiderpool is missing")]
    [InlineData("--port", "70000", "--port 70000: want 0 to 65535")]
    [InlineData("--state", "/proc", "/proc is not empty and has no sandbox.json")]
    public async Task Options_that_cannot_be_are_refused_in_one_line(string option, string value, string expected)
    {
        var up = await SandboxProgram.RunAsync(_state.Folder, "up", option, value);

        Assert.Equal(1, up.Status);
        Assert.StartsWith("spiderpool-sandbox: ", up.Errors);
        Assert.Contains(expected, up.Errors);
        Assert.DoesNotContain("   at ", up.Errors);
        Assert.False(File.Exists(_state.Folder.RecordFile));
    }

    public void Dispose() => _state.Dispose();

    private SandboxRecord Kill()
    {
        var record = _state.Folder.ReadRecord()!;
        using var process = RunningProcess.TryOpen(record.Process)!;
        process.Kill();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        return record;
    }
}
