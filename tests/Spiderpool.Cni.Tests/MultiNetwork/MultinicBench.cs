using System.Text.Json.Nodes;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Tests.Delegation;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.MultiNetwork;

/// <summary>The plugin with plugins that are shell scripts below it, and an agent that answers as the test says.</summary>
internal sealed class MultinicBench : IDisposable
{
    public MultinicBench(params DelegateAnswer[] networks)
    {
        Networks = networks;
        Agent = new FakeAgent(request => request.Line.EndsWith(AgentPaths.PodNetworks, StringComparison.Ordinal)
            ? Refusal ?? AgentReply.Ok(AnswerOf(Networks))
            : StatusReply);
        Directory.CreateDirectory(ConfDir);
        File.WriteAllText(Path.Combine(ConfDir, "00-multinic.conflist"), ListOf("multinic", "multinic"));
        File.WriteAllText(Path.Combine(ConfDir, "10-node.conflist"), ListOf("node-net", "node"));
        foreach (var name in new[] { "node", "one", "two" }) Plugins.Answer(name, ResultOf(name));
    }

    public FakePlugins Plugins { get; } = new("node", "one", "two");

    public FakeAgent Agent { get; }

    /// <summary>What the agent tells.</summary>
    public IReadOnlyList<DelegateAnswer> Networks { get; set; }

    /// <summary>Instead of the networks.</summary>
    public AgentReply? Refusal { get; set; }

    /// <summary>What the agent answers to the pod's status.</summary>
    public AgentReply StatusReply { get; set; } = AgentReply.Ok("");

    public string ConfDir => Path.Combine(Plugins.Folder, "net.d");

    public string StateDir => Path.Combine(Plugins.Folder, "state");

    /// <summary>What is kept, the names of the files.</summary>
    public IReadOnlyList<string> Kept => !Directory.Exists(StateDir) ? [] :
        [.. Directory.EnumerateFiles(StateDir, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>().Order()];

    public PluginOutcome Run(string verb, string more = "", string container = CniVariables.ContainerId) => PluginCall.Run(
        ["/opt/cni/bin/multinic"], Variables(verb).With("CNI_CONTAINERID", container).Get,
        System.Text.Encoding.UTF8.GetBytes(NetConf(more)));

    /// <summary>As <see cref="Run"/>, in a process of its own.</summary>
    public async Task<PluginOutcome> RunAsProcessAsync(string verb)
    {
        return await PluginBinary.RunInShellAsync(Variables(verb), NetConf(""), "exec -a multinic \"$0\"");
    }

    private CniVariables Variables(string verb) => CniVariables.Of(verb).With("CNI_PATH", Plugins.Folder).With("CNI_IFNAME", "eth0");

    private string NetConf(string more) => $$"""
        {"cniVersion":"1.1.0","name":"multinic","type":"multinic","socketPath":"{{Agent.SocketPath}}","confDir":"{{ConfDir}}",
         "stateDir":"{{StateDir}}","log_file_path":"{{Agent.LogPath}}"{{(more.Length > 0 ? "," + more : "")}} }
        """;

    public static string ListOf(string name, string plugin, string version = "1.1.0") => new JsonObject
    {
        ["cniVersion"] = version,
        ["name"] = name,
        ["plugins"] = new JsonArray(new JsonObject { ["type"] = plugin, ["capabilities"] = new JsonObject { ["mac"] = true } }),
    }.ToJsonString();

    public void Dispose()
    {
        Agent.Dispose();
        Plugins.Dispose();
    }

    private static string ResultOf(string plugin) => $$"""
        {"cniVersion":"1.1.0","interfaces":[{"name":"{{(plugin == "node" ? "eth0" : "net1")}}","mac":"0a:00:00:00:00:01","sandbox":"/ns"}],
         "ips":[{"address":"10.1.0.7/16","gateway":"10.1.0.1","interface":0}],"routes":[{"dst":"0.0.0.0/0","gw":"10.1.0.1"}],"dns":{} }
        """;

    private static string AnswerOf(IReadOnlyList<DelegateAnswer> networks)
    {
        var additional = networks.Where(network => network.Interface.Length > 0).Select(network => (JsonNode)network.ToJson());
        var answer = new JsonObject { ["additional"] = new JsonArray([.. additional]) };
        if (networks.FirstOrDefault(network => network.Interface.Length == 0) is { } first) answer["default"] = first.ToJson();
        return answer.ToJsonString();
    }
}
