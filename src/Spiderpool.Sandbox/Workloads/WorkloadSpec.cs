using System.Text.Json;
using System.Text.Json.Serialization;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>The parts of the specs of Deployment, ReplicaSet and StatefulSet that the controllers act on.</summary>
public sealed record WorkloadSpec
{
    /// <summary>Wanted number of pods; the API server fills in 1.</summary>
    public int? Replicas { get; init; }

    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    public PodTemplate Template { get; init => field = value ?? new(); } = new();

    /// <summary>StatefulSet: <c>Parallel</c>, or one pod after the other.</summary>
    public string? PodManagementPolicy { get; init; }

    /// <summary>StatefulSet: where the numbers start.</summary>
    public StatefulSetOrdinals? Ordinals { get; init; }

    /// <summary>Deployment: how pods are replaced.</summary>
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>StatefulSet: <c>OnDelete</c> leaves pods of an old template alone.</summary>
    public RolloutStrategy? UpdateStrategy { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
