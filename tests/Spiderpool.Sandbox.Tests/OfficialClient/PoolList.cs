using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class PoolList : IKubernetesObject<V1ListMeta>, IItems<Pool>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; set; } = new();

    [JsonPropertyName("items")]
    public IList<Pool> Items { get; set; } = [];
}
