using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

/// <summary>A SpiderIPPool as a user of the official client would write it.</summary>
[KubernetesEntity(Group = "spiderpool.spidernet.io", ApiVersion = "v2beta1", Kind = "SpiderIPPool", PluralName = "spiderippools")]
public sealed class Pool : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "spiderpool.spidernet.io/v2beta1";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "SpiderIPPool";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    public PoolSpec Spec { get; set; } = new();
}
