using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Tests.Kubelet;

public sealed class KubeletRestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sandboxes_that_pass_Check_are_taken_over()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");
        await fixture.RunningAsync("web");
        var before = Assert.Single(fixture.Sandboxes);
        await fixture.StopKubeletAsync();
        fixture.Plugins.Forget();

        await fixture.StartKubeletAsync();
        await fixture.CreatePodAsync("marker");
        await fixture.RunningAsync("marker");
        await UntilAsync(() => fixture.Plugins.Log.Contains($"CHECK two {before.Id}"));

        Assert.Equal([$"CHECK one {before.Id}", $"CHECK two {before.Id}"],
            fixture.Plugins.Log.Where(line => line.EndsWith(before.Id, StringComparison.Ordinal)));
        Assert.Contains(before.Id, fixture.Sandboxes.Select(sandbox => sandbox.Id));
    }

    [Fact]
    public async Task A_sandbox_that_fails_Check_is_made_anew()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("web");
        await fixture.RunningAsync("web");
        var before = Assert.Single(fixture.Sandboxes);
        await fixture.StopKubeletAsync();
        fixture.Plugins.Fail("two", "CHECK", 114, "CheckFailed: no address is on record");
        fixture.Plugins.Answer("two", """{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.3/16"}]}""");

        await fixture.StartKubeletAsync();
        var changed = await fixture.EventAsync("SandboxChanged");
        await fixture.PodAsync("web", pod => pod?.PodIPs().FirstOrDefault() == "10.1.0.3");

        Assert.Contains("CheckFailed: no address is on record", changed.Message);
        Assert.NotEqual(before.Id, Assert.Single(fixture.Sandboxes).Id);
        Assert.False(File.Exists(before.NetNs));
    }

    [Fact]
    public async Task What_nobody_wants_any_more_is_removed()
    {
        await using var fixture = await KubeletFixture.StartAsync();
        await fixture.CreatePodAsync("gone");
        await fixture.CreatePodAsync("half");
        await fixture.RunningAsync("gone");
        await fixture.RunningAsync("half");
        await fixture.StopKubeletAsync();
        var sandboxes = fixture.Sandboxes;
        await fixture.Server.Objects.DeleteAsync("v1", "Pod", "default", "gone", Cancellation);
        // As after a crash within ADD.
        fixture.MarkUnready(sandboxes.Single(sandbox => sandbox.Name == "half"));
        fixture.Plugins.Forget();

        await fixture.StartKubeletAsync();
        await UntilAsync(() => fixture.Sandboxes is [{ Name: "half", IsReady: true }]);

        foreach (var sandbox in sandboxes)
        {
            Assert.Equal([$"DEL two {sandbox.Id}", $"DEL one {sandbox.Id}"],
                fixture.Plugins.Log.Where(line => line.EndsWith(sandbox.Id, StringComparison.Ordinal)));
            Assert.False(File.Exists(sandbox.NetNs));
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(10, Cancellation);
    }
}
