using System.Text.Json.Nodes;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.Tests.Delegation;

public sealed class ChainTests : IDisposable
{
    private const string First = """{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.2/16"}]}""";
    private const string Last = """{"cniVersion":"1.0.0","ips":[{"address":"10.1.0.2/16"}],"dns":{"domain":"last"}}""";

    private static readonly Attachment Pod = new("c1", "/run/netns/c1", "eth0", Attachment.PodArgs("c1", "default", "web-0", "uid-1"));

    private readonly FakePlugins _plugins = new("one", "two", "three");
    private readonly AttachmentCache _cache;
    private readonly Chain _chain;
    private readonly NetworkConfigList _list = NetworkConfigList.Parse(FakePlugins.List("1.0.0", "one", "two", "three"));

    public ChainTests()
    {
        _cache = _plugins.NewCache();
        _chain = _plugins.NewChain(_cache);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_gives_each_plugin_the_result_of_the_one_before_and_keeps_the_last()
    {
        _plugins.Answer("one", First);
        _plugins.Answer("two", First);
        _plugins.Answer("three", Last);

        var result = await _chain.AddAsync(_list, Pod, Cancellation);

        Assert.Equal(["ADD one", "ADD two", "ADD three"], _plugins.Calls);
        Assert.Equal("""{"type":"one","key":"of one","name":"underlay","cniVersion":"1.0.0"}""",
            _plugins.Input("one", "ADD").ToJsonString());
        Assert.Equal(First, _plugins.Input("two", "ADD")["prevResult"]!.ToJsonString());
        Assert.Equal(First, _plugins.Input("three", "ADD")["prevResult"]!.ToJsonString());
        Assert.Equal(Last, result.ToJsonString());
        Assert.Equal(Last, _cache.Find("underlay", "c1", "eth0")!.Result!.ToJsonString());
    }

    [Fact]
    public async Task A_plugin_gets_what_the_runtime_knows_of_its_capabilities_also_at_DEL()
    {
        var list = NetworkConfigList.Parse("""
            {"name":"underlay","cniVersion":"1.0.0","plugins":[
              {"type":"one","capabilities":{"ips":true,"mac":false}},{"type":"two"}]}
            """);
        var pod = Pod with { CapabilityArgs = new() { ["ips"] = new JsonArray("10.1.0.7/16"), ["mac"] = "0a:00:00:00:00:01" } };

        await _chain.AddAsync(list, pod, Cancellation);
        await _chain.DelAsync("underlay", Pod, null, Cancellation);

        Assert.Equal("""{"ips":["10.1.0.7/16"]}""", _plugins.Input("one", "ADD")["runtimeConfig"]!.ToJsonString());
        Assert.Null(_plugins.Input("two", "ADD")["runtimeConfig"]);
        Assert.Equal("""{"ips":["10.1.0.7/16"]}""", _plugins.Input("one", "DEL")["runtimeConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_plugin_gets_the_environment_of_the_specification()
    {
        await _chain.AddAsync(_list, Pod, Cancellation);

        Assert.Equal(
        [
            "CNI_ARGS=IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0;K8S_POD_INFRA_CONTAINER_ID=c1;K8S_POD_UID=uid-1",
            "CNI_COMMAND=ADD", "CNI_CONTAINERID=c1", "CNI_IFNAME=eth0", "CNI_NETNS=/run/netns/c1", $"CNI_PATH={_plugins.Folder}",
        ], _plugins.EnvironmentOf("one", "ADD"));
    }

    [Fact]
    public async Task Add_ends_with_the_plugin_that_fails_and_says_what_it_said()
    {
        _plugins.Answer("one", First);
        _plugins.Fail("two", "ADD", 108, "IPsExhausted: all used");

        var failure = await Assert.ThrowsAsync<PluginException>(() => _chain.AddAsync(_list, Pod, Cancellation));

        Assert.Equal("plugin type=\"two\" failed (add): IPsExhausted: all used; do this", failure.Message);
        Assert.Equal(108, failure.Code);
        Assert.Equal(["ADD one", "ADD two"], _plugins.Calls);
        // For the DEL that must follow.
        Assert.Null(_cache.Find("underlay", "c1", "eth0")!.Result);
    }

    [Fact]
    public async Task Del_goes_backwards_with_the_last_result_and_forgets_the_attachment()
    {
        _plugins.Answer("three", Last);
        await _chain.AddAsync(_list, Pod, Cancellation);
        _plugins.Forget();

        await _chain.DelAsync("underlay", Pod, null, Cancellation);

        Assert.Equal(["DEL three", "DEL two", "DEL one"], _plugins.Calls);
        Assert.Equal(Last, _plugins.Input("one", "DEL")["prevResult"]!.ToJsonString());
        Assert.Null(_cache.Find("underlay", "c1", "eth0"));
    }

    [Fact]
    public async Task Del_calls_every_plugin_although_some_fail_and_keeps_the_attachment_for_the_next_attempt()
    {
        await _chain.AddAsync(_list, Pod, Cancellation);
        _plugins.Forget();
        _plugins.Fail("three", "DEL", 11, "AgentUnreachable: no answer");
        _plugins.Fail("one", "DEL", 999, "broken");

        var failure = await Assert.ThrowsAsync<AggregateException>(() => _chain.DelAsync("underlay", Pod, null, Cancellation));

        Assert.Equal(["DEL three", "DEL two", "DEL one"], _plugins.Calls);
        Assert.Equal([11, 999], failure.InnerExceptions.Cast<PluginException>().Select(item => item.Code));
        Assert.NotNull(_cache.Find("underlay", "c1", "eth0"));

        _plugins.Heal("three", "DEL");
        _plugins.Heal("one", "DEL");
        await _chain.DelAsync("underlay", Pod, null, Cancellation);
        Assert.Null(_cache.Find("underlay", "c1", "eth0"));
    }

    [Fact]
    public async Task Del_uses_the_list_of_the_Add_although_the_configuration_changed()
    {
        await _chain.AddAsync(_list, Pod, Cancellation);
        _plugins.Forget();
        var today = NetworkConfigList.Parse(FakePlugins.List("1.0.0", "two"));

        await _chain.DelAsync("underlay", Pod, today, Cancellation);

        Assert.Equal(["DEL three", "DEL two", "DEL one"], _plugins.Calls);
    }

    [Fact]
    public async Task Del_of_what_nobody_knows_uses_the_list_of_today_or_does_nothing()
    {
        await _chain.DelAsync("underlay", Pod, null, Cancellation);
        Assert.Empty(_plugins.Calls);

        await _chain.DelAsync("underlay", Pod, _list, Cancellation);
        Assert.Equal(["DEL three", "DEL two", "DEL one"], _plugins.Calls);
    }

    public void Dispose() => _plugins.Dispose();
}
