using System.Text;
using Spiderpool.Cni.Coordinator;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Cni.Wire;
using Spiderpool.Coordination.Plan;
using Spiderpool.Netns.Tests.Coordination;

namespace Spiderpool.Cni.Tests.Reference;

/// <summary>docs/reference/coordinator.md says what the code does.</summary>
public class CoordinatorPageTests
{
    [Fact]
    public void The_table_of_keys_has_those_that_are_read_with_their_defaults()
    {
        var rows = PluginPage.Coordinator.Table("Keys");
        var options = CoordinatorValues.None.Over(CoordinatorValues.None);
        var conf = CoordinatorConfReader.Read(WireObject.Parse("{}"u8, WireSource.NetConf));

        Assert.Equal(CoordinatorConfReader.KnownKeys.Order(), rows.Select(row => row[0]).Order());
        Assert.Equal(
            [
                "mode auto", $"podDefaultCniNic {options.FirstInterface}", "tunePodRoutes true", $"hostRuleTable {options.HostRuleTable}",
                $"txQueueLen {options.TxQueueLength}", $"vethMTU {options.VethMtu}", $"ipam_unix_socket_path {conf.Agent.Socket}",
            ],
            rows.Where(row => row[2].Length > 0).Select(row => $"{row[0]} {row[2]}"));
        Assert.True(options is { TunePodRoutes: true, Mode: CoordinationMode.Auto });
        Assert.Equal("/var/log/spidernet/coordinator.log", conf.Log.Path);
    }

    [Fact]
    public void The_dry_run_prints_what_the_page_shows()
    {
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        using var agent = new FakeAgent(AgentReply.Ok("""{"serviceCIDR":["10.96.0.0/12","fd96::/108"]}"""));
        var conf = $$"""
            {"cniVersion":"1.0.0","name":"lan-10","type":"coordinator","ipam_unix_socket_path":"{{agent.SocketPath}}",
             "logOptions":{"logFile":"{{agent.LogPath}}"},"prevResult":{} }
            """;
        var call = CniVariables.Of("ADD").In(lab.Pod.Namespace.Path, "eth0");

        var printed = lab.Node.Namespace.Run(
            () => PluginCall.Run(["coordinator", "--dry-run"], call.Get, Encoding.UTF8.GetBytes(conf))).Stdout;
        PluginPage.Coordinator.AssertSession(0, printed);
    }
}
