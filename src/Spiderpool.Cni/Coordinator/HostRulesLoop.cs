using Spiderpool.Coordination.Apply;
using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Coordinator;

/// <summary>
/// Looks again after a rule of the host was taken away: an ADD that came between adds its route before it looks for the rule, so
/// that one of the two sees the other.
/// </summary>
internal static class HostRulesLoop
{
    private const int MaxRounds = 3;

    public static void Run(CoordinatedPod pod, uint table)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var plan = GcPlan.OfRules(pod.ReadHost(table));
            if (plan.IsEmpty) return;
            pod.ApplyAll(plan);
        }
    }
}
