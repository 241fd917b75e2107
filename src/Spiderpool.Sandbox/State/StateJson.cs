using System.Text.Json.Serialization;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.State;

/// <summary>Source-generated JSON of the files in the state folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PodSandbox))]
[JsonSerializable(typeof(SandboxRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
