using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Configuration;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Tests.Configuration;

namespace Spiderpool.Agent.Tests.Configuration;

public sealed class AgentReloadTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Page_says_of_each_key_when_it_takes_effect() => Assert.Equal(
        ConfigurationPage.Of(column: 3).Order(),
        AgentReload.Fields.Select(field => $"{field.Key} {(field.Apply is null ? "restart" : "now")}").Order());

    /// <summary>A setting of the file that the table lacks would change nothing and say nothing.</summary>
    [Theory]
    [InlineData("ipamUnixSocketPath: /run/other.sock", "ipamUnixSocketPath")]
    [InlineData("enableIPv4: false", "enableIPv4")]
    [InlineData("enableIPv6: false", "enableIPv6")]
    [InlineData("enableStatefulSet: false", "enableStatefulSet")]
    [InlineData("enableKubevirtStaticIP: false", "enableKubevirtStaticIP")]
    [InlineData("enableSpiderSubnet: false", "enableSpiderSubnet")]
    [InlineData("enableAutoPoolForApplication: false", "enableAutoPoolForApplication")]
    [InlineData("enableIPConflictDetection: true", "enableIPConflictDetection")]
    [InlineData("enableGatewayDetection: true", "enableGatewayDetection")]
    public void Key_of_the_file_asks_for_a_restart_and_changes_nothing(string text, string key)
    {
        var running = Load("");

        var plan = ReloadPlanning.Of(running, Load(text), AgentReload.Fields);

        Assert.Equal([key], plan.NeedRestart);
        Assert.Equal(running, plan.Next);
    }

    [Fact]
    public void Log_level_takes_effect()
    {
        var plan = ReloadPlanning.Of(Load("logLevel: info"), Load("logLevel: debug"), AgentReload.Fields);

        Assert.Equal(["logLevel"], plan.Applied);
        Assert.Equal(LogLevel.Debug, plan.Next.LogLevel);
    }

    private AgentOptions Load(string text)
    {
        File.WriteAllText(_file, text);
        var variables = new Dictionary<string, string>
        {
            ["SPIDERPOOL_NODE_NAME"] = "node-a",
            ["SPIDERPOOL_POD_NAMESPACE"] = "kube-system",
            ["SPIDERPOOL_POD_NAME"] = "agent-x",
        };
        return AgentConfiguration.Load(_file, variables.GetValueOrDefault);
    }
}
