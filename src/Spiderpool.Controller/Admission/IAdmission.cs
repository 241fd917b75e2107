using Spiderpool.Controller.Admission.Wire;

namespace Spiderpool.Controller.Admission;

/// <summary>The two webhooks of one kind.</summary>
internal interface IAdmission
{
    /// <summary>Last part of the paths, as in <c>spiderpool-spidernet-io-v2beta1-spiderippool</c> (spec/crds.md 1).</summary>
    string PathSuffix { get; }

    AdmissionResponse Mutate(AdmissionRequest request);

    AdmissionResponse Validate(AdmissionRequest request);
}
