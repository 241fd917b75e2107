namespace Spiderpool.Controller.Admission.Wire;

internal sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Why not.</summary>
    public AdmissionStatus? Status { get; init; }

    /// <summary>JSONPatch, when there is a patch.</summary>
    public string? PatchType { get; init; }

    /// <summary>RFC 6902, in base64 on the wire.</summary>
    public byte[]? Patch { get; init; }

    /// <summary>Shown to the user by kubectl, each at most 120 characters long by convention.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
