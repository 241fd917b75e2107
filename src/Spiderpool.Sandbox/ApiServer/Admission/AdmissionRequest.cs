using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>A write as admission sees it.</summary>
/// <param name="Operation">CREATE, UPDATE or DELETE.</param>
/// <param name="Object">Null for DELETE.</param>
/// <param name="OldObject">Null for CREATE.</param>
internal sealed record AdmissionRequest(
    ResourceDefinition Resource, string Operation, JsonObject? Object, JsonObject? OldObject)
{
    /// <summary>Empty, status, scale, binding, eviction or finalize.</summary>
    public string Subresource { get; init; } = "";

    public required UserInfo User { get; init; }

    public bool DryRun { get; init; }

    public string? FieldManager { get; init; }

    /// <summary>Gets what webhooks warn of.</summary>
    public required ICollection<string> Warnings { get; init; }

    public string Namespace => Metadata.Text("namespace") ?? "";

    public string Name => Metadata.Text("name") ?? "";

    /// <summary>As rules name it: <c>pods</c>, <c>pods/status</c>.</summary>
    public string QualifiedPlural => Subresource.Length == 0 ? Resource.Plural : $"{Resource.Plural}/{Subresource}";

    private JsonObject? Metadata => (Object ?? OldObject).Object("metadata");
}
