using System.Text.Json;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary><c>spec.template</c> of a workload.</summary>
public sealed record PodTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>The pods' spec, as it is.</summary>
    public JsonElement? Spec { get; init; }
}
