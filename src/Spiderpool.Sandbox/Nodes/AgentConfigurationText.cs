namespace Spiderpool.Sandbox.Nodes;

/// <summary>conf.yml of an agent (spec/ipam.md 12.1).</summary>
internal static class AgentConfigurationText
{
    public static string Of(AgentProcessOptions options) => string.Concat(
        options.Settings.SetItem("ipamUnixSocketPath", options.Socket).Select(entry => $"{entry.Key}: {Quoted(entry.Value)}\n"));

    // A JSON string is a YAML string. Numbers and flags stand for themselves in the agent's reader, quoted or not.
    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
