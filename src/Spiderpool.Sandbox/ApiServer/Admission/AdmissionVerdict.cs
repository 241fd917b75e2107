using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>A webhook's answer.</summary>
/// <param name="Status">Why it refuses; a <c>metav1.Status</c>.</param>
/// <param name="Patch">A JSON patch of the object, or null.</param>
internal sealed record AdmissionVerdict(bool Allowed, JsonObject? Status, JsonArray? Patch, ImmutableArray<string> Warnings)
{
    /// <summary>The refusal as the client gets it: in the words of kube-apiserver, with the webhook's code, reason and causes.</summary>
    public ApiException Denial(string webhook)
    {
        var denied = $"admission webhook \"{webhook}\" denied the request";
        var why = Status.Text("message") is { Length: > 0 } message ? message : Status.Text("reason");
        var code = (int)(Status.Integer("code") ?? 0);
        return new ApiException(code is >= 400 and < 600 ? code : 400, Status.Text("reason") ?? "",
            string.IsNullOrEmpty(why) ? $"{denied} without explanation" : $"{denied}: {why}", Status.Object("details"));
    }
}
