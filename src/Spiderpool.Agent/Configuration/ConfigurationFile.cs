using Spiderpool.Addressing;
using Spiderpool.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spiderpool.Agent.Configuration;

/// <summary>conf.yml as a flat map of its scalar keys (spec/ipam.md 12.1). Unknown keys are ignored.</summary>
internal static class ConfigurationFile
{
    private const int MaxBytes = 1 << 20;

    /// <exception cref="ReasonException">The file is not readable or is not a YAML map.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MaxBytes) throw Bad(path, $"it has {file.Length} bytes, more than {MaxBytes}");
            using var text = file.OpenText();
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents.Count == 0) return new Dictionary<string, string>();
            if (yaml.Documents[0].RootNode is not YamlMappingNode map) throw Bad(path, "it is not a map of keys to values");
            return map.Children.Where(entry => entry is { Key: YamlScalarNode, Value: YamlScalarNode })
                .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value ?? "", entry => ((YamlScalarNode)entry.Value).Value ?? "");
        }
        catch (YamlException e)
        {
            throw Bad(path, $"line {e.Start.Line}: {Excerpt.Of(e.Message)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad(path, e.Message, e);
        }
    }

    private static ReasonException Bad(string path, string why, Exception? inner = null) =>
        new(Reason.InvalidConfiguration, $"configuration file {path}: {why}; correct it or name another with --config-path", inner);
}
