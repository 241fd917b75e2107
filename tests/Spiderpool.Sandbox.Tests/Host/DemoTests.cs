using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.Commands;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Tests.State;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>Two nodes, the real macvlan plugin, the real plugin and agents.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryState _state = new();

    public DemoTests() => ProductBinaries.Require();

    private StateFolder Demo => DemoCommand.FolderBeside(_state.Folder);

    [Fact]
    public async Task The_demo_holds_and_leaves_nothing()
    {
        var demo = await SandboxProgram.RunAsync(_state.Folder, "demo");

        Assert.True(demo.Status == 0, demo.Output + demo.Errors);
        Assert.Contains("24 of 24 were answered", demo.Output);
        Assert.Matches("node-2 +NotReady", demo.Output);
        Assert.Matches("AddressReclaimed +spiderippool/demo-edge +10.60.3.1: pod default/edge-1 is gone", demo.Output);
        Assert.Contains("ok  each event names both proofs", demo.Output);
        Assert.Contains("ok  10.60.3.1 is recorded, for edge-2", demo.Output);
        Assert.Contains("an address for each of 5 pods", demo.Output);
        Assert.Contains("Everything held", demo.Output);
        Assert.False(Directory.Exists(Demo.Root));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_demo_that_is_interrupted_leaves_nothing(string signal)
    {
        using var demo = SandboxProgram.Start(_state.Folder, "demo");
        await demo.ReadUntilAsync("Two pools");
        var run = Demo.ReadRecord()!.RunId;
        using (var kill = System.Diagnostics.Process.Start("/bin/kill", ["-s", signal, $"{demo.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        await demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, demo.ExitCode);
        AssertNothingIsLeft(run);
    }

    [Fact]
    public async Task What_a_killed_demo_left_goes_with_down()
    {
        using var demo = SandboxProgram.Start(_state.Folder, "demo");
        await demo.ReadUntilAsync("Two pools");
        var record = Demo.ReadRecord()!;
        RunningProcess.TryOpen(record.Process)!.Kill();
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(Mounts.Below(Demo.Root));

        var down = await SandboxProgram.RunAsync(_state.Folder, "down");

        Assert.Contains($"The rest of a demo in {Demo.Root} is gone.", down.Output);
        AssertNothingIsLeft(record.RunId);
    }

    public void Dispose() => _state.Dispose();

    private void AssertNothingIsLeft(string run)
    {
        Assert.Empty(SandboxProcesses.Find(run));
        Assert.Empty(Mounts.Below(Demo.Root));
        Assert.False(Directory.Exists(Demo.Root));
    }
}
