using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;
using Spiderpool.Cni.Wire;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Reference;

/// <summary>docs/reference/cni.md says what the code does.</summary>
public sealed partial class CniPageTests
{
    [Fact]
    public void The_table_of_keys_has_those_that_are_read_with_their_defaults()
    {
        var rows = PluginPage.Cni.Table("Keys of `ipam`");
        var defaults = IpamSettingsReader.Read(WireObject.Parse("{}"u8, WireSource.NetConf));

        Assert.Equal(IpamSettingsReader.KnownKeys, rows.Select(row => row[0]));
        Assert.Equal(
            [
                "", "info", defaults.Log.Path, $"{defaults.Log.MaxSize}", $"{defaults.Log.MaxAge}", $"{defaults.Log.MaxCount}", "", "",
                defaults.CleanGateway ? "true" : "false", defaults.MatchMasterSubnet ? "true" : "false", defaults.Agent.Socket,
            ],
            rows.Select(row => row[2]));
        Assert.Equal("info", $"{defaults.Log.Level}", ignoreCase: true);
    }

    [Fact]
    public void Each_key_of_the_table_is_read_as_the_type_that_it_says()
    {
        foreach (var row in PluginPage.Cni.Table("Keys of `ipam`").Where(row => row[0] != "type"))
        {
            var wanted = row[1] switch
            {
                "path" or "text" => "a text",
                "list of texts" => "a list of texts",
                "true or false" => "true or false",
                _ => "a whole number of at least " + row[1].Split(' ')[^1],
            };
            var conf = System.Text.Encoding.UTF8.GetBytes($$"""{"ipam":{"{{row[0]}}":{ } } }""");
            var failure = Assert.Throws<ReasonException>(() => IpamSettingsReader.Read(WireObject.Parse(conf, WireSource.NetConf)));
            Assert.Equal($"key \"ipam.{row[0]}\" has an object, want {wanted}", failure.Detail);
        }
    }

    [Fact]
    public void The_table_of_verbs_has_all_with_their_version() => Assert.Equal(
        Enum.GetValues<CniVerb>().Select(verb => $"{verb.Text()} {verb.Since()}").Order(),
        PluginPage.Cni.Table("Verbs").Select(row => $"{row[0]} {row[1]}").Order());

    [Fact]
    public void The_table_of_codes_has_each_reason_with_a_code_of_the_specification()
    {
        var documented = PluginPage.Cni.Table("Errors").SkipLast(1).SelectMany(row =>
            Name().Matches(row[1].Contains('`') ? row[1] : $"`{row[1]}`").Select(match => $"{row[0].Split(',')[0]} {match.Groups[1]}"));

        Assert.Equal(
            Reason.All.Values.Where(reason => reason.CniCode < 100).Select(reason => $"{reason.CniCode} {reason.Name}").Order(),
            documented.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_sessions_print_what_the_page_shows(int session)
    {
        using var netns = new NetnsFixture();
        var pod = netns.Create();
        using var agent = Agent();
        var isThere = session == 0;
        var exported = new Dictionary<string, string>();
        foreach (var (command, output) in PluginPage.Cni.Session(session))
        {
            var variables = Assignment().Matches(command)
                .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('\''));
            if (command.StartsWith("export ", StringComparison.Ordinal))
            {
                foreach (var (name, value) in variables) exported[name] = value;
                continue;
            }
            Assert.EndsWith(" spiderpool < lan.conf", command, StringComparison.Ordinal);
            var outcome = PluginCall.Run(["spiderpool"], Variable, System.Text.Encoding.UTF8.GetBytes(Conf(agent, isThere)));
            Assert.Equal(output, outcome.Stdout.Replace(agent.SocketPath + ".gone", AgentSocket, StringComparison.Ordinal));

            string? Variable(string name) => name == "CNI_NETNS" && exported.ContainsKey(name)
                ? pod.Namespace.Path
                : variables.GetValueOrDefault(name) ?? exported.GetValueOrDefault(name);
        }
    }

    [Fact]
    public void A_line_of_the_log_is_as_the_page_shows_it()
    {
        using var netns = new NetnsFixture();
        var pod = netns.Create();
        using var agent = Agent();
        var call = CniVariables.Of("ADD").In(pod.Namespace.Path, "net1").With("CNI_CONTAINERID", "try")
            .With("CNI_ARGS", "K8S_POD_NAMESPACE=shop;K8S_POD_NAME=cart-0");

        PluginCall.Run(call, Conf(agent, isThere: true), new FakeTimeProvider(DateTimeOffset.Parse("2026-11-25T03:47:50.349Z"))).Result();

        var line = Assert.Single(File.ReadAllLines(agent.LogPath));
        Assert.Equal(
            Elapsed().Replace(PluginPage.Cni.Json(1), ""),
            Elapsed().Replace(line.Replace(pod.Namespace.Path, "/var/run/netns/try", StringComparison.Ordinal), ""));
    }

    private static string AgentSocket => Spiderpool.Api.AgentApi.AgentPaths.DefaultSocket;

    private static FakeAgent Agent() => new(AgentReply.Ok("""
        {"ips":[{"version":4,"address":"10.20.0.7/24","nic":"net1","gateway":"10.20.0.1","ipPool":"lan-10-a"}],
         "routes":[{"ifName":"net1","dst":"0.0.0.0/0","gw":"10.20.0.1"}]}
        """));

    /// <summary>The page's configuration with the paths of the test.</summary>
    private static string Conf(FakeAgent agent, bool isThere)
    {
        var conf = JsonNode.Parse(PluginPage.Cni.Json(0))!;
        conf["ipam"]!["ipam_unix_socket_path"] = isThere ? agent.SocketPath : agent.SocketPath + ".gone";
        conf["ipam"]!["log_file_path"] = agent.LogPath;
        return conf.ToJsonString();
    }

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(\w+)=('[^']*'|\S+)")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"""elapsedMs"":[\d.]+")]
    private static partial Regex Elapsed();
}
