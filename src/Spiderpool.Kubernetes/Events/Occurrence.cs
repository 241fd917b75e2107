using Spiderpool.Api.Core;

namespace Spiderpool.Kubernetes;

/// <summary>Something that happened, once.</summary>
internal sealed record Occurrence(ObjectReference Involved, string Type, string Reason, string Message, DateTimeOffset At)
{
    /// <summary>Occurrences with the same key are repeats of one event.</summary>
    public (string?, string?, string?, string?, string, string) Key =>
        (Involved.Kind, Involved.Namespace, Involved.Name, Involved.Uid, Reason, Message);
}
