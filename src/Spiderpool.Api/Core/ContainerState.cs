namespace Spiderpool.Api.Core;

public sealed record ContainerState
{
    /// <summary>Set once the container has ended.</summary>
    public ContainerStateTerminated? Terminated { get; init; }
}
