namespace Spiderpool.Controller.Admission.Wire;

internal sealed record AdmissionStatusDetails
{
    public string? Name { get; init; }

    public string? Group { get; init; }

    public string? Kind { get; init; }

    /// <summary>One for each field that is wrong.</summary>
    public IReadOnlyList<AdmissionCause>? Causes { get; init; }
}
