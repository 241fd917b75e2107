using Spiderpool.Sandbox.Commands;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Tests.Commands;

public sealed class NetnsCommandTests
{
    private static readonly SandboxReport Report = new()
    {
        State = "Running",
        StateFolder = "/s",
        Nodes = [new NodeReport("node-1", [], true, "/s/netns/node-1")],
        Pods =
        [
            new PodReport("default", "web", "node-1", "Running", "eth0", [], "/s/web"),
            new PodReport("other", "web", "node-1", "Running", "eth0", [], "/s/other-web"),
            new PodReport("default", "waits", null, "Pending", null, [], null),
        ],
    };

    [Theory]
    [InlineData("node-1", "/s/netns/node-1")]
    [InlineData("web", "/s/web")]
    [InlineData("default/web", "/s/web")]
    [InlineData("other/web", "/s/other-web")]
    public void Nodes_and_pods_are_found_by_name(string name, string path)
    {
        Assert.Equal(path, NetnsCommand.PathOf(Report, name));
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("nobody")]
    public void What_has_no_namespace_is_named(string name)
    {
        Assert.Contains($"{name} is no node", Assert.Throws<SandboxException>(() => NetnsCommand.PathOf(Report, name)).Message);
    }
}
