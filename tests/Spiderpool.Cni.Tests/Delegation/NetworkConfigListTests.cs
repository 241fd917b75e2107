using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.Tests.Delegation;

public sealed class NetworkConfigListTests
{
    [Fact]
    public void Parse_reads_name_version_switches_and_plugins()
    {
        var list = NetworkConfigList.Parse("""
            {"name":"net_1","cniVersion":"1.1.0","disableCheck":true,"disableGC":true,
             "plugins":[{"type":"macvlan","ipam":{"type":"spiderpool"}},{"type":"tuning"}]}
            """);

        Assert.Equal("net_1", list.Name);
        Assert.Equal("1.1.0", list.Version.ToString());
        Assert.True(list.DisableCheck && list.DisableGc);
        Assert.Equal(["macvlan", "tuning"], list.Plugins.Select(plugin => plugin.Type));
        Assert.Equal("spiderpool", list.Plugins[0].Settings["ipam"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nothing", "is not JSON")]
    [InlineData("[]", "\"name\" is missing")]
    [InlineData("""{"name":"a/b","cniVersion":"1.0.0","plugins":[{"type":"x"}]}""", "\"name\" is \"a/b\"")]
    [InlineData("""{"name":"a","cniVersion":"9.0.0","plugins":[{"type":"x"}]}""", "\"cniVersion\" is \"9.0.0\"")]
    [InlineData("""{"name":"a","cniVersion":"1.0.0","plugins":[]}""", "\"plugins\" has no plugin")]
    [InlineData("""{"name":"a","cniVersion":"1.0.0","plugins":[{"type":"../x"}]}""", "\"plugins[0].type\" is \"../x\"")]
    [InlineData("""{"name":"a","cniVersion":"1.0.0","plugins":[{"type":"x"},7]}""", "\"plugins[1].type\" is \"\"")]
    public void Parse_names_each_fault(string text, string fault)
    {
        var error = Assert.Throws<FormatException>(() => NetworkConfigList.Parse(text));

        Assert.Contains(fault, error.Message);
    }
}
