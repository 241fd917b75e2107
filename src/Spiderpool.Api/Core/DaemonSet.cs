using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A DaemonSet, as an application with automatic pools.</summary>
public sealed record DaemonSet : Workload, IKubernetesResource<DaemonSet>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "daemonsets", "DaemonSet", IsNamespaced: true);

    public static JsonTypeInfo<DaemonSet> JsonType => ApiJson.Default.DaemonSet;
}
