using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>Metadata of any object, read to follow owner references (ReplicaSet to Deployment, Job to CronJob).</summary>
public sealed record OwnedObject : KubernetesObject
{
    public static JsonTypeInfo<OwnedObject> JsonType => ApiJson.Default.OwnedObject;
}
