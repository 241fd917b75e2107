namespace Spiderpool.Api.Core;

/// <summary>State of one container of a pod.</summary>
public sealed record ContainerStatus
{
    public ContainerState? State { get; init; }
}
