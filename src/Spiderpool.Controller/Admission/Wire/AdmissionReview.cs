namespace Spiderpool.Controller.Admission.Wire;

/// <summary>admission.k8s.io/v1: the question of the API server, and in the same shape our answer.</summary>
internal sealed record AdmissionReview
{
    public const string Version = "admission.k8s.io/v1";

    public string ApiVersion { get; init; } = Version;

    public string Kind { get; init; } = "AdmissionReview";

    public AdmissionRequest? Request { get; init; }

    public AdmissionResponse? Response { get; init; }
}
