using System.Text.Json.Nodes;

namespace Spiderpool.Controller.Admission.Wire;

/// <summary>A write that waits for our word. Only what is read of it.</summary>
internal sealed record AdmissionRequest
{
    public string Uid { get; init; } = "";

    /// <summary>CREATE, UPDATE or DELETE.</summary>
    public string Operation { get; init; } = "";

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>Absent for DELETE.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>Absent for CREATE.</summary>
    public JsonObject? OldObject { get; init; }
}
