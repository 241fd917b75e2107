using System.Diagnostics;
using System.Text;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Netns.Tests.Coordination;

namespace Spiderpool.Cni.Tests.Processes;

/// <summary>The program under the name coordinator, as a container runtime starts it on a node.</summary>
public sealed class CoordinatorProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cni-tests-");

    [Fact]
    public async Task ADD_and_DEL_of_a_pod()
    {
        // Otherwise a link would be called by the name of the file that it leads to.
        Assert.SkipUnless(PluginBinary.Path.Contains("bin-aot", StringComparison.Ordinal), "the program is not compiled ahead of time");
        using var lab = new Lab();
        lab.AddInterface("eth0", 10);
        var before = lab.Listing();
        using var agent = new FakeAgent(AgentReply.Ok("""{"serviceCIDR":["10.96.0.0/12"]}"""));
        var conf = $$"""
            {"cniVersion":"1.0.0","name":"lan","type":"coordinator","ipam_unix_socket_path":"{{agent.SocketPath}}",
             "logOptions":{"logFile":"{{agent.LogPath}}"},"prevResult":{"cniVersion":"1.0.0","dns":{} } }
            """;

        Assert.Equal("""{"cniVersion":"1.0.0","dns":{}}""", (await RunAsync(lab, "ADD", conf)).Result());
        Assert.Equal("10.10.0.10", await Reach.Async(lab.Node, "10.10.0.5", lab.Pod));
        Assert.Equal("", (await RunAsync(lab, "CHECK", conf)).Result());
        Assert.Equal("", (await RunAsync(lab, "DEL", conf)).Result());
        Assert.Equal(before, lab.Listing());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<PluginOutcome> RunAsync(Lab lab, string verb, string conf)
    {
        var link = Path.Combine(_folder.FullName, "coordinator");
        if (!File.Exists(link)) File.CreateSymbolicLink(link, PluginBinary.Path);
        var start = new ProcessStartInfo("nsenter")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var argument in (string[])[$"--net={lab.Node.Namespace.Path}", link]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in CniVariables.Of(verb).In(lab.Pod.Namespace.Path, "eth0").All) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        return await PluginBinary.FinishAsync(process, conf);
    }
}
