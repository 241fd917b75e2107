using Spiderpool.Api;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>Conditions as events, so that <c>kubectl describe</c> shows when and why an object's state changed.</summary>
internal static class ConditionEvents
{
    /// <summary>One event for each condition that changed. That all is well from the beginning is no news.</summary>
    public static void Changed<T>(
        this EventRecorder events, T obj, IReadOnlyList<Condition>? before, IReadOnlyList<Condition>? after)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        foreach (var condition in after ?? [])
        {
            var old = before?.FirstOrDefault(other => other.Type == condition.Type);
            if (condition.Status == (old?.Status ?? "True") || !Reason.All.TryGetValue(condition.Reason, out var reason)) continue;
            if (condition.Status == "True") events.Normal(obj, reason, condition.Message);
            else events.Warning(obj, reason, condition.Message);
        }
    }
}
