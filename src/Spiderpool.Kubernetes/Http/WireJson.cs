using System.Text.Json.Serialization;

namespace Spiderpool.Kubernetes.Http;

/// <summary>Source-generated JSON of the protocol's own shapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(DeleteBody))]
internal sealed partial class WireJson : JsonSerializerContext;
