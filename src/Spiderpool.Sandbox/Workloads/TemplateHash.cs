using System.Security.Cryptography;
using System.Text;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Tells pods of one template from those of another.</summary>
internal static class TemplateHash
{
    /// <summary>Label of a Deployment's ReplicaSets and pods.</summary>
    public const string DeploymentLabel = "pod-template-hash";

    /// <summary>Label of a StatefulSet's pods.</summary>
    public const string StatefulSetLabel = "controller-revision-hash";

    /// <summary>Ten hexadecimal digits.</summary>
    public static string Of(PodTemplate template)
    {
        var text = new StringBuilder(template.Spec?.GetRawText());
        foreach (var map in new[] { template.Metadata.Labels, template.Metadata.Annotations })
        {
            text.Append('\n');
            foreach (var (key, value) in (map ?? new Dictionary<string, string>()).OrderBy(item => item.Key, StringComparer.Ordinal))
                text.Append(key).Append('=').Append(value).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..10];
    }
}
