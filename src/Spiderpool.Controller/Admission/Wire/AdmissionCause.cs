namespace Spiderpool.Controller.Admission.Wire;

/// <summary>metav1.StatusCause.</summary>
internal sealed record AdmissionCause(string Reason, string Message, string Field);
