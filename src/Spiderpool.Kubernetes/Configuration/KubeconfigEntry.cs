using YamlDotNet.RepresentationModel;

namespace Spiderpool.Kubernetes;

/// <summary>A mapping in a kubeconfig file that knows where it stands, for error messages and relative paths.</summary>
internal sealed class KubeconfigEntry(string file, string path, YamlMappingNode node)
{
    private const int MaxFile = 1024 * 1024;

    public bool Has(string key) => Value(key) is not null;

    /// <summary>Null when the key is absent or has a null value.</summary>
    public string? Text(string key) => Value(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        _ => throw Error(key, "must be a text"),
    };

    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Error(key, $"must be true or false, not \"{other}\""),
    };

    public KubeconfigEntry? Child(string key) => Value(key) switch
    {
        null => null,
        YamlMappingNode child => new KubeconfigEntry(file, $"{path}.{key}", child),
        _ => throw Error(key, "must be a mapping"),
    };

    public IEnumerable<KubeconfigEntry> Items(string key)
    {
        var list = Value(key) switch
        {
            null => [],
            YamlSequenceNode sequence => sequence.Children,
            _ => throw Error(key, "must be a list"),
        };
        return list.Select((item, index) => item is YamlMappingNode mapping
            ? new KubeconfigEntry(file, $"{path}.{key}[{index}]", mapping)
            : throw Error($"{key}[{index}]", "must be a mapping"));
    }

    /// <summary>A path, relative to the folder of the kubeconfig.</summary>
    public string? FilePath(string key) => Text(key) is { Length: > 0 } name
        ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name)
        : null;

    /// <summary>Bytes of <c>key-data</c> (base64), else of the file that <c>key</c> names, else null.</summary>
    public ReadOnlyMemory<byte>? DataOrFile(string key)
    {
        if (Text($"{key}-data") is { Length: > 0 } data)
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? bytes.AsMemory(0, length)
                : throw Error($"{key}-data", "is no base64 text");
        }

        // Two statements: in one expression null would become an empty memory, by way of a null array, which is not absent.
        if (FilePath(key) is { } name)
            return ReadFile(key, name);
        return null;
    }

    public KubernetesConfigurationException Error(string key, string problem, Exception? cause = null) =>
        new($"{file}: {$"{path}.{key}".TrimStart('.')}: {problem}", cause);

    private byte[] ReadFile(string key, string name)
    {
        try
        {
            return new FileInfo(name).Length <= MaxFile
                ? File.ReadAllBytes(name)
                : throw Error(key, $"{name} is larger than {MaxFile / 1024} KiB; that is no PEM file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(key, e.Message, e);
        }
    }

    private YamlNode? Value(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value)
        && value is not YamlScalarNode { Value: null or "" or "null" or "~", Style: YamlDotNet.Core.ScalarStyle.Plain }
            ? value
            : null;
}
