using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Core;

/// <summary>What happened to an object, for <c>kubectl describe</c> (core/v1 Event).</summary>
public sealed record Event : KubernetesObject, IKubernetesResource<Event>
{
    public static ResourceDefinition Definition { get; } = new("", "v1", "events", "Event", IsNamespaced: true);

    public static JsonTypeInfo<Event> JsonType => ApiJson.Default.Event;

    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    /// <summary>Normal or Warning.</summary>
    public string? Type { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public EventSource? Source { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often it happened.</summary>
    public int? Count { get; init; }

    public string? ReportingComponent { get; init; }

    public string? ReportingInstance { get; init; }
}
