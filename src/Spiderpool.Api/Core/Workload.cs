using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>An application that makes pods: the fields that automatic pools depend on.</summary>
public abstract record Workload : KubernetesObject
{
    public WorkloadSpec? Spec { get; init; }

    public WorkloadStatus? Status { get; init; }
}
