using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Mutating, then validating webhooks.</summary>
internal sealed class AdmissionChain
{
    public bool Concerns(AdmissionRequest request) => false;

    public ValueTask<JsonObject> MutateAsync(AdmissionRequest request, CancellationToken cancellation) => new(request.Object!);

    public ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation) => default;
}
