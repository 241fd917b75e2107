using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>A StatefulSet as an application with automatic pools. <see cref="StatefulSet"/> tells which pods are wanted.</summary>
public sealed record StatefulApplication : Workload, IKubernetesResource<StatefulApplication>
{
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "statefulsets", "StatefulSet", IsNamespaced: true);

    public static JsonTypeInfo<StatefulApplication> JsonType => ApiJson.Default.StatefulApplication;
}
