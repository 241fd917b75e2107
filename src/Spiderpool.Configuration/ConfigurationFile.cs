using Spiderpool.Addressing;
using Spiderpool.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spiderpool.Configuration;

/// <summary>conf.yml as a flat map (spec/ipam.md 12.1). Unknown keys are kept, and nobody asks for them.</summary>
public static class ConfigurationFile
{
    private const int MaxBytes = 1 << 20;

    /// <param name="path">The file; at most 1 MiB.</param>
    /// <returns>
    /// Keys of nested maps are joined by dots, as in <c>podResourceInject.enabled</c>; items of a list by commas.
    /// </returns>
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
            var flat = new Dictionary<string, string>();
            Flatten(map, "", flat);
            return flat;
        }
        catch (YamlException e)
        {
            throw Bad(path, $"line {e.Start.Line}: {Excerpt.Of(e.Message)}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser's way to give up on some malformed texts, such as a list without an end.
            throw Bad(path, "it is no YAML: look for a bracket or quote without its other one", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad(path, e.Message, e);
        }
    }

    private static void Flatten(YamlMappingNode map, string prefix, Dictionary<string, string> flat)
    {
        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode { Value: { } name }) continue;
            switch (value)
            {
                case YamlScalarNode scalar:
                    flat[prefix + name] = scalar.Value ?? "";
                    break;
                case YamlMappingNode nested:
                    Flatten(nested, $"{prefix}{name}.", flat);
                    break;
                case YamlSequenceNode list:
                    flat[prefix + name] = string.Join(',', list.Children.OfType<YamlScalarNode>().Select(item => item.Value));
                    break;
            }
        }
    }

    private static ReasonException Bad(string path, string why, Exception? inner = null) =>
        new(Reason.InvalidConfiguration, $"configuration file {path}: {why}; correct it or name another with --config-path", inner);
}
