using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Cni.Tests.Delegation;

public sealed class PluginExecutorTests : IDisposable
{
    private readonly FakePlugins _plugins = new("one");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_plugin_is_named_with_the_folders_that_were_searched()
    {
        var failure = await Assert.ThrowsAsync<PluginException>(() => RunAsync("nobody"));

        Assert.Contains($"failed to find plugin \"nobody\" in path [{_plugins.Folder}]", failure.Message);
    }

    [Theory]
    [InlineData("echo no json", "printed no JSON object: no json")]
    [InlineData("echo on its way >&2; exit 3", "netplugin failed with status 3: on its way")]
    [InlineData("echo half; exit 4", "netplugin failed with status 4: half")]
    [InlineData("exit 5", "netplugin failed with status 5: ")]
    [InlineData("printf '{\"code\":7,\"msg\":\"bad config\"}'; exit 1", "bad config")]
    public async Task What_a_plugin_says_when_it_fails_is_passed_on(string script, string text)
    {
        _plugins.Write("odd", script);

        var failure = await Assert.ThrowsAsync<PluginException>(() => RunAsync("odd"));

        Assert.Equal(text, failure.Text);
    }

    [Fact]
    public async Task A_plugin_that_does_not_read_its_input_is_no_failure()
    {
        _plugins.Write("deaf", "exec <&-; echo '{}'");
        var huge = new System.Text.Json.Nodes.JsonObject { ["key"] = new string('x', 1 << 20) };

        var result = await Executor().RunAsync("deaf", CniVerb.Add, null, huge, Cancellation);

        Assert.Equal("{}", result!.ToJsonString());
    }

    [Fact]
    public async Task A_plugin_that_is_too_late_is_killed_with_its_children()
    {
        _plugins.Write("slow", $"sleep 600 & echo $! >{_plugins.Folder}/child; wait");
        var executor = Executor(deadline: TimeSpan.FromMilliseconds(300));

        var failure = await Assert.ThrowsAsync<PluginException>(() => executor.RunAsync("slow", CniVerb.Add, null, [], Cancellation));

        Assert.Equal("killed after 0.3 s", failure.Text);
        var child = int.Parse(File.ReadAllText($"{_plugins.Folder}/child"));
        Assert.True(Spiderpool.Linux.Processes.ProcessIdentity.Of(child) is not { } identity
            || Spiderpool.Linux.Processes.RunningProcess.TryOpen(identity)?.WaitForExit(TimeSpan.FromSeconds(10)) != false);
    }

    [Fact]
    public async Task A_plugin_runs_in_the_namespace_of_the_node_and_no_thread_of_ours_stays_there()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "making network namespaces needs root");
        var path = Path.Combine(_plugins.Folder, "node");
        using var node = NetworkNamespace.Create(path);
        try
        {
            using var own = NetworkNamespace.OpenCurrent();
            await Executor(node).RunAsync("one", CniVerb.Add, null, [], Cancellation);

            Assert.Equal($"net:[{node.Inode}]", _plugins.NamespaceOf("one"));
            Assert.All(Directory.GetDirectories($"/proc/{Environment.ProcessId}/task"), task =>
                Assert.Contains(LinkTarget($"{task}/ns/net"), new[] { $"net:[{own.Inode}]", null }));
        }
        finally
        {
            NetworkNamespace.Delete(path);
        }
    }

    public void Dispose() => _plugins.Dispose();

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            // The thread has ended.
            return null;
        }
    }

    private PluginExecutor Executor(NetworkNamespace? node = null, TimeSpan? deadline = null) => new(new PluginExecutorOptions
    {
        Path = [_plugins.Folder],
        Node = node,
        Deadline = deadline ?? TimeSpan.FromMinutes(1),
    });

    private Task<System.Text.Json.Nodes.JsonObject?> RunAsync(string plugin) =>
        Executor().RunAsync(plugin, CniVerb.Add, null, [], Cancellation);
}
