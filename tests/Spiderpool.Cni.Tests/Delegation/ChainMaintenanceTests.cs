using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Delegation;

public sealed class ChainMaintenanceTests : IDisposable
{
    private const string Result = """{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.2/16"}]}""";

    private readonly FakePlugins _plugins = new("one", "two");
    private readonly AttachmentCache _cache;
    private readonly Chain _chain;

    public ChainMaintenanceTests()
    {
        _cache = _plugins.NewCache();
        _chain = _plugins.NewChain(_cache);
        _plugins.Answer("two", Result);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_asks_in_order_with_the_result_of_the_chain()
    {
        var list = List("1.0.0");
        await _chain.AddAsync(list, Pod("c1"), Cancellation);
        _plugins.Forget();

        await _chain.CheckAsync(list, Pod("c1"), Cancellation);

        Assert.Equal(["CHECK one", "CHECK two"], _plugins.Calls);
        Assert.Equal(Result, _plugins.Input("one", "CHECK")["prevResult"]!.ToJsonString());
    }

    [Fact]
    public async Task Check_without_a_kept_result_fails()
    {
        await Assert.ThrowsAsync<PluginException>(() => _chain.CheckAsync(List("1.0.0"), Pod("c1"), Cancellation));

        Assert.Empty(_plugins.Calls);
    }

    [Fact]
    public async Task Check_is_not_asked_of_versions_and_lists_without_it()
    {
        await _chain.CheckAsync(List("0.3.1"), Pod("c1"), Cancellation);
        await _chain.CheckAsync(List("1.0.0") with { DisableCheck = true }, Pod("c1"), Cancellation);

        Assert.Empty(_plugins.Calls);
    }

    [Fact]
    public async Task Status_asks_until_one_says_no_and_only_from_version_1_1_on()
    {
        await _chain.StatusAsync(List("1.0.0"), Cancellation);
        Assert.Empty(_plugins.Calls);

        _plugins.Fail("one", "STATUS", 50, "AgentNotReady: wait");
        var failure = await Assert.ThrowsAsync<PluginException>(() => _chain.StatusAsync(List("1.1.0"), Cancellation));

        Assert.Equal(50, failure.Code);
        Assert.Equal(["STATUS one"], _plugins.Calls);
        Assert.Equal(["CNI_COMMAND=STATUS", $"CNI_PATH={_plugins.Folder}"], _plugins.EnvironmentOf("one", "STATUS"));
    }

    [Fact]
    public async Task Gc_detaches_what_is_not_in_use_and_tells_the_plugins_what_is()
    {
        var list = List("1.1.0");
        foreach (var id in new[] { "c1", "c2", "c3" })
            await _chain.AddAsync(list, Pod(id), Cancellation);
        _plugins.Forget();

        await _chain.GcAsync(list, [new CniAttachment("c2", "eth0")], Cancellation);

        Assert.Equal(["DEL two c1", "DEL one c1", "DEL two c3", "DEL one c3", "GC one ", "GC two "], _plugins.Log);
        Assert.Equal("""[{"containerID":"c2","ifname":"eth0"}]""",
            _plugins.Input("one", "GC")["cni.dev/valid-attachments"]!.ToJsonString());
        Assert.Equal(["c2"], _cache.Of("underlay").Select(kept => kept.Attachment.ContainerId));
    }

    [Fact]
    public async Task Gc_of_versions_and_lists_without_it_only_detaches()
    {
        await _chain.AddAsync(List("1.0.0"), Pod("c1"), Cancellation);
        _plugins.Forget();

        await _chain.GcAsync(List("1.0.0"), [], Cancellation);
        await _chain.GcAsync(List("1.1.0") with { DisableGc = true }, [], Cancellation);

        Assert.Equal(["DEL two", "DEL one"], _plugins.Calls);
    }

    [Fact]
    public async Task Gc_goes_on_after_failures_and_reports_them_all()
    {
        var list = List("1.1.0");
        foreach (var id in new[] { "c1", "c2" })
            await _chain.AddAsync(list, Pod(id), Cancellation);
        _plugins.Forget();
        _plugins.Fail("two", "DEL", 11, "later");
        _plugins.Fail("one", "GC", 11, "later");

        var failure = await Assert.ThrowsAsync<AggregateException>(() => _chain.GcAsync(list, [], Cancellation));

        Assert.Equal(3, failure.InnerExceptions.Count);
        Assert.Equal(["DEL two c1", "DEL one c1", "DEL two c2", "DEL one c2", "GC one ", "GC two "], _plugins.Log);
    }

    public void Dispose() => _plugins.Dispose();

    private static NetworkConfigList List(string version) => NetworkConfigList.Parse(FakePlugins.List(version, "one", "two"));

    private static Attachment Pod(string id) => new(id, $"/run/netns/{id}", "eth0", Attachment.PodArgs(id, "default", "pod", "uid"));
}
