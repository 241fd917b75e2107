using System.Collections.Immutable;

namespace Spiderpool.Sandbox.Daemons;

/// <summary>The text of a conf.yml (spec/ipam.md 12.1).</summary>
internal static class ConfigurationText
{
    public static string Of(ImmutableSortedDictionary<string, string> settings) =>
        string.Concat(settings.Select(entry => $"{entry.Key}: {Quoted(entry.Value)}\n"));

    // A JSON string is a YAML string. Numbers and flags stand for themselves in the daemons' reader, quoted or not.
    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
