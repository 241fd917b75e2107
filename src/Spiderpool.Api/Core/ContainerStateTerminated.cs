namespace Spiderpool.Api.Core;

public sealed record ContainerStateTerminated
{
    public DateTimeOffset? FinishedAt { get; init; }
}
