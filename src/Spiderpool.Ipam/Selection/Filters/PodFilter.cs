using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>
/// podAffinity allows the pod. A pool that was made for an application names it by five keys, which are compared with
/// the top controller and never with labels of the pod (spec/crds.md 3.5).
/// </summary>
internal sealed class PodFilter : IPoolFilter
{
    public string Name => "pod";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context)
    {
        if (pool.Metadata.Label(LabelKeys.OwnerApplicationName) is not null)
        {
            return EvaluateApplication(pool, context.Request.Controller);
        }
        var pod = context.Request.Pod;
        return Affinity.ByLabels("podAffinity", pool.Spec.PodAffinity, pod, $"pod {pod.Key}", Reason.PodMismatch);
    }

    private static Verdict EvaluateApplication(SpiderIPPool pool, TopController controller)
    {
        var labels = pool.Spec.PodAffinity?.MatchLabels;
        ReadOnlySpan<(string Key, string Value)> identity =
        [
            (LabelKeys.AppApiGroup, controller.ApiGroup),
            (LabelKeys.AppApiVersion, controller.Version),
            (LabelKeys.AppKind, controller.Kind),
            (LabelKeys.AppNamespace, controller.Namespace),
            (LabelKeys.AppName, controller.Name),
        ];
        foreach (var (key, value) in identity)
        {
            var wanted = labels is not null && labels.TryGetValue(key, out var label) ? label : "";
            if (wanted == value) continue;
            return Verdict.Drop(Reason.PodMismatch, $"the pool belongs to an application with {key}={Excerpt.Of(wanted)}, "
                + $"the pod to {controller.Kind} {controller.Namespace}/{controller.Name} of {controller.ApiVersion}");
        }
        return Verdict.Pass;
    }
}
