using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spiderpool.Kubernetes;

/// <summary>Parses a kubeconfig file. JSON is read as well, being YAML.</summary>
internal static class KubeconfigYaml
{
    private const int MaxFile = 4 * 1024 * 1024;

    public static KubeconfigEntry Read(string path)
    {
        var yaml = new YamlStream();
        try
        {
            if (new FileInfo(path).Length > MaxFile)
                throw new KubernetesConfigurationException($"{path} is larger than {MaxFile >> 20} MiB; that is no kubeconfig");
            using var reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"kubeconfig: {e.Message}", e);
        }
        catch (YamlException e)
        {
            throw new KubernetesConfigurationException($"{path} line {e.Start.Line}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser's way to give up on some malformed texts, such as a list without an end.
            throw new KubernetesConfigurationException($"{path} is no YAML: look for a bracket or quote without its other one", e);
        }

        return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..]
            ? new KubeconfigEntry(path, "", root)
            : throw new KubernetesConfigurationException($"{path} is no kubeconfig: the top must be a mapping with clusters and users");
    }
}
