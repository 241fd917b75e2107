using System.Text.Json.Serialization;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Source-generated JSON of the workloads.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(ReplicaSet))]
[JsonSerializable(typeof(StatefulSet))]
internal sealed partial class WorkloadJson : JsonSerializerContext;
