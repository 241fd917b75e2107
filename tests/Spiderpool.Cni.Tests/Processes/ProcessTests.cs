using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Processes;

/// <summary>The program itself, started as a container runtime starts it.</summary>
public sealed class ProcessTests
{
    private const string IfName = "cni-test0";

    [Theory]
    [InlineData("0.3.1", "\"version\":\"4\",")]
    [InlineData("1.1.0", "")]
    public async Task ADD_prints_its_result(string version, string family)
    {
        using var agent = new FakeAgent(AgentReply.Ok("""
            {"ips":[{"version":4,"address":"10.20.0.7/24","nic":"cni-test0","gateway":"10.20.0.1"}],
             "routes":[{"ifName":"cni-test0","dst":"0.0.0.0/0","gw":"10.20.0.1"}]}
            """));

        var outcome = await PluginBinary.RunAsync(CniVariables.Of("ADD"), agent.NetConf(version));

        Assert.Equal(
            JsonText.Compact($$"""
                {"cniVersion":"{{version}}","ips":[{ {{family}}"address":"10.20.0.7/24","gateway":"10.20.0.1"}],
                 "routes":[{"dst":"0.0.0.0/0","gw":"10.20.0.1"}],"dns":{} }
                """),
            outcome.Result());
        Assert.Equal("", outcome.Stderr);
        Assert.Contains("\"msg\":\"ADD done\"", await File.ReadAllTextAsync(agent.LogPath, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("CHECK", "0.4.0", "GET /v1/workloadendpoint?podNamespace=shop&podName=cart-0")]
    [InlineData("DEL", "0.3.0", $"DELETE {AgentPaths.Ip}")]
    [InlineData("GC", "1.1.0", $"POST {AgentPaths.Gc}")]
    [InlineData("STATUS", "1.1.0", $"GET {AgentPaths.Healthy}")]
    public async Task Each_verb_reaches_the_agent(string verb, string version, string request)
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "AgentNotReady: the agent waits"));
        var conf = agent.NetConf(version, more: "\"prevResult\":{},\"cni.dev/valid-attachments\":[]");

        var outcome = await PluginBinary.RunAsync(CniVariables.Of(verb), conf);

        Assert.Equal((verb is "DEL" or "GC" ? 11 : 50, "AgentNotReady: the agent waits"), outcome.Failure());
        Assert.Equal([request], agent.Lines);
        Assert.Equal("", outcome.Stderr);
    }

    [Fact]
    public async Task Faults_of_the_parser_are_told_in_words_also_by_the_small_binary()
    {
        Assert.Equal(
            (7, "InvalidNetConf: standard input is not JSON with at most 64 levels: it was read up to line 1, byte 2"),
            (await PluginBinary.RunAsync(CniVariables.Of("ADD"), "{")).Failure());
        Assert.Equal(
            (7, "InvalidNetConf: key \"a.b\" is there twice, want it once"),
            (await PluginBinary.RunAsync(CniVariables.Of("ADD"), """{"a":{"b":1,"b":2}}""")).Failure());
        Assert.Equal(
            (7, "InvalidNetConf: standard input is larger than 1048576 bytes"),
            (await PluginBinary.RunAsync(CniVariables.Of("ADD"), new string(' ', 10 << 20))).Failure());
    }

    [Fact]
    public async Task Faults_of_the_system_are_told_in_words_too()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));
        var conf = agent.NetConf().Replace(agent.SocketPath, agent.SocketPath + "x", StringComparison.Ordinal)
            .Replace(agent.LogPath, "/proc/a/b.log", StringComparison.Ordinal);

        var outcome = await PluginBinary.RunAsync(CniVariables.Of("ADD"), conf);

        Assert.Equal(
            (11, $"AgentUnreachable: POST /v1/ipam/ip on the socket {agent.SocketPath}x: it does not exist"), outcome.Failure());
        Assert.Equal(
            "Check that the spiderpool-agent pod of the node runs.", outcome.Json.GetProperty("details").GetString());
        Assert.StartsWith("the log /proc/a/b.log cannot be written: ", outcome.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("IO_", outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_gets_help()
    {
        var person = CniVariables.Of("").With("CNI_COMMAND", null);

        var outcome = await PluginBinary.RunAsync(person, "");

        Assert.Equal((4, "InvalidEnvironment: CNI_COMMAND is not set: a container runtime calls this program"), outcome.Failure());
        Assert.StartsWith("spiderpool: gives pods addresses", outcome.Stderr, StringComparison.Ordinal);
        Assert.Matches(@"^spiderpool \d", (await PluginBinary.RunAsync(person, "", "--version")).Stdout);
    }

    [Fact]
    public async Task Calls_in_parallel_do_not_disturb_each_other()
    {
        using var agent = new FakeAgent(request => AgentReply.Ok(Answers.DualStack(request.Body.Contains("net1") ? "net1" : IfName)));
        var calls = Enumerable.Range(0, 8).Select(i =>
            PluginBinary.RunAsync(CniVariables.Of("ADD").With("CNI_IFNAME", i % 2 == 0 ? IfName : "net1"), agent.NetConf()));

        var outcomes = await Task.WhenAll(calls);

        Assert.All(outcomes, outcome => Assert.Contains("10.20.0.7/24", outcome.Result(), StringComparison.Ordinal));
        Assert.Equal(8, agent.Requests.Count);
        Assert.Equal(8, (await File.ReadAllLinesAsync(agent.LogPath, TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("ADD")]
    [InlineData("DEL")]
    public async Task A_call_that_was_killed_can_be_repeated(string verb)
    {
        var asked = new TaskCompletionSource();
        using var agent = new FakeAgent(_ =>
        {
            return asked.TrySetResult() ? AgentReply.Silence : AgentReply.Ok(Answers.DualStack(IfName));
        });
        using (var killed = PluginBinary.Start(CniVariables.Of(verb)))
        {
            var outcome = PluginBinary.FinishAsync(killed, agent.NetConf());
            await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
            killed.Kill();
            Assert.Equal("", (await outcome).Stdout);
            Assert.Equal(128 + 9, killed.ExitCode);
        }

        (await PluginBinary.RunAsync(CniVariables.Of(verb), agent.NetConf())).Result();

        // The agent knows the repeated call by the same pod, sandbox and interface.
        Assert.Equal(2, agent.Requests.Count);
        Assert.Single(agent.Requests.Distinct());
    }

    [Theory]
    [InlineData(">/dev/full", 1)]
    [InlineData("2>/dev/full", 0)]
    public async Task Output_on_a_full_disk_crashes_nothing(string redirection, int exitCode)
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack(IfName)));
        var conf = agent.NetConf().Replace(agent.LogPath, "/proc/a/b.log", StringComparison.Ordinal);

        var outcome = await PluginBinary.RunInShellAsync(CniVariables.Of("ADD"), conf, $"\"$0\" {redirection}");

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.DoesNotContain("   at ", outcome.Stdout + outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_to_a_file_goes_where_the_shell_is_in_it()
    {
        using var agent = new FakeAgent(AgentReply.Of(200, ""));
        var path = agent.LogPath + ".out";

        await PluginBinary.RunInShellAsync(CniVariables.Of("VERSION"), "", $"{{ \"$0\"; echo done; }} > '{path}'");

        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(("{", "}", "done"), (lines[0], lines[^2], lines[^1]));
    }

    [Fact]
    public async Task Output_that_nobody_reads_crashes_nothing()
    {
        var outcome = await PluginBinary.RunInShellAsync(
            CniVariables.Of("VERSION"), "", "\"$0\" | true; test \"${PIPESTATUS[0]}\" -le 1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("   at ", outcome.Stderr, StringComparison.Ordinal);
    }
}
