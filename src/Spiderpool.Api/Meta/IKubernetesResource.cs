using System.Text.Json.Serialization.Metadata;

namespace Spiderpool.Api.Meta;

/// <summary>A kind that the API client can address and (de)serialise without reflection.</summary>
public interface IKubernetesResource<TSelf> where TSelf : KubernetesObject, IKubernetesResource<TSelf>
{
    static abstract ResourceDefinition Definition { get; }

    static abstract JsonTypeInfo<TSelf> JsonType { get; }
}
