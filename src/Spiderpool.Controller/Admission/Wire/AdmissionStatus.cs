namespace Spiderpool.Controller.Admission.Wire;

/// <summary>metav1.Status of a refusal.</summary>
internal sealed record AdmissionStatus
{
    public string Status { get; init; } = "Failure";

    /// <summary>HTTP status that the user gets: 422, 403, 409 or 400.</summary>
    public required int Code { get; init; }

    /// <summary>Invalid, Forbidden, AlreadyExists or BadRequest.</summary>
    public required string Reason { get; init; }

    public required string Message { get; init; }

    public AdmissionStatusDetails? Details { get; init; }
}
