using System.Text.Json.Nodes;
using Spiderpool.Cni.Delegation;

namespace Spiderpool.Cni.Tests.Delegation;

/// <summary>
/// Plugins that are shell scripts. Each call is a line of the log; what a plugin read is kept; what it answers can be said.
/// </summary>
internal sealed class FakePlugins : IDisposable
{
    public FakePlugins(params string[] names)
    {
        foreach (var name in names)
            Write(name, $"""
                conf=$(cat)
                printf '%s' "$conf" >"{Folder}/$CNI_COMMAND.{name}.in"
                env | grep '^CNI_' | sort >"{Folder}/$CNI_COMMAND.{name}.env"
                readlink /proc/self/ns/net >"{Folder}/{name}.ns"
                echo "$CNI_COMMAND {name} $CNI_CONTAINERID" >>"{Folder}/calls"
                failure="{Folder}/$CNI_COMMAND.{name}.fail"
                if cat "$failure" 2>/dev/null; then exit 1; fi
                [ "$CNI_COMMAND" != ADD ] || cat "{Folder}/ADD.{name}.out" 2>/dev/null || true
                """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("plugins-").FullName;

    /// <summary>"VERB plugin", in the order of the calls.</summary>
    public IReadOnlyList<string> Calls =>
        [.. Log.Select(line => line[..line.LastIndexOf(' ')])];

    /// <summary>"VERB plugin container".</summary>
    public IReadOnlyList<string> Log => File.Exists($"{Folder}/calls") ? File.ReadAllLines($"{Folder}/calls") : [];

    public Chain NewChain(AttachmentCache cache, PluginExecutorOptions? options = null) =>
        new(new PluginExecutor(options ?? new PluginExecutorOptions { Path = [Folder] }), cache);

    public AttachmentCache NewCache() => new(Path.Combine(Folder, "cache"));

    public void Write(string name, string script)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Lets a plugin answer ADD.</summary>
    public void Answer(string name, string result) => File.WriteAllText($"{Folder}/ADD.{name}.out", result);

    /// <summary>Lets a verb of a plugin fail.</summary>
    public void Fail(string name, string verb, int code, string message) => File.WriteAllText($"{Folder}/{verb}.{name}.fail",
        new JsonObject { ["cniVersion"] = "1.0.0", ["code"] = code, ["msg"] = message, ["details"] = "do this" }.ToJsonString());

    public void Heal(string name, string verb) => File.Delete($"{Folder}/{verb}.{name}.fail");

    public void Forget() => File.Delete($"{Folder}/calls");

    public JsonObject Input(string name, string verb) => JsonNode.Parse(File.ReadAllText($"{Folder}/{verb}.{name}.in"))!.AsObject();

    public IReadOnlyList<string> EnvironmentOf(string name, string verb) => File.ReadAllLines($"{Folder}/{verb}.{name}.env");

    /// <summary>Network namespace of the last call, as <c>net:[4026531840]</c>.</summary>
    public string NamespaceOf(string name) => File.ReadAllText($"{Folder}/{name}.ns").Trim();

    public static string List(string version, params string[] plugins) => new JsonObject
    {
        ["name"] = "underlay",
        ["cniVersion"] = version,
        ["plugins"] = new JsonArray([.. plugins.Select(plugin =>
            (JsonNode)new JsonObject { ["type"] = plugin, ["key"] = $"of {plugin}" })]),
    }.ToJsonString();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
