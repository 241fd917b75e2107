using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>An object that wants a number of pods made from a template.</summary>
public abstract record Workload : KubernetesObject
{
    public WorkloadSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>As the controllers wrote it last.</summary>
    public JsonElement? Status { get; init; }

    [JsonIgnore]
    internal int Replicas => Spec.Replicas ?? 1;

    /// <summary>A number of the status; 0 while it is not there.</summary>
    internal int StatusNumber(string name) => Status is { ValueKind: JsonValueKind.Object } status
        && status.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
