using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Admission.Wire;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Admission.Pods;

/// <summary>
/// Gives pods the networks that an annotation of theirs or of their namespace asks for (spec/cni.md 8.1). Only a pod that asks for
/// what there is not is refused, since it would run without its network.
/// </summary>
internal sealed class PodAdmission(ClusterInformers informers, LiveOptions<ControllerOptions> live) : IAdmission
{
    private ControllerOptions Options => live.Current;

    /// <summary>The core group has no name: <c>/mutate--v1-pod</c>.</summary>
    public string PathSuffix => AdmissionPath.SuffixOf(Pod.Definition);

    public AdmissionResponse Mutate(AdmissionRequest request)
    {
        var allowed = new AdmissionResponse { Uid = request.Uid, Allowed = true };
        if (request is not { Operation: "CREATE", Object: { } pod, Namespace: { } ns } || !IsSelected(ns)) return allowed;
        try
        {
            var owner = informers.Namespaces.TryGet(ns, out var found) ? found : null;
            var patch = PodInjection.Patch(pod, owner?.Metadata ?? new ObjectMeta(), informers.MultusConfigs.Snapshot());
            return patch is null ? allowed : allowed with { PatchType = "JSONPatch", Patch = patch };
        }
        catch (ReasonException e)
        {
            return allowed with
            {
                Allowed = false,
                Status = new AdmissionStatus { Code = 403, Reason = "Forbidden", Message = Excerpt.Of(e.Message) },
            };
        }
    }

    public AdmissionResponse Validate(AdmissionRequest request) => new() { Uid = request.Uid, Allowed = true };

    /// <summary>The selector of the webhook once more: before Kubernetes 1.21 namespaces lack the label that it looks at.</summary>
    private bool IsSelected(string ns)
    {
        var inject = Options.PodResourceInject;
        return inject.Enabled && !inject.NamespacesExclude.Contains(ns)
            && (inject.NamespacesInclude.Count == 0 || inject.NamespacesInclude.Contains(ns));
    }
}
