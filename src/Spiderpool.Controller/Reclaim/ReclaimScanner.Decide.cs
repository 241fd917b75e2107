using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

public sealed partial class ReclaimScanner
{
    /// <summary>Namespaces fail alone: what cannot be read in one of them holds up no other.</summary>
    private async Task<IReadOnlyList<Finding>> DecideAsync(
        List<Holder> suspects, ReclaimScope scope, List<string> failures, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var group in suspects.GroupBy(holder => holder.Namespace))
        {
            try
            {
                findings.AddRange(await DecideAsync(group.Key, [.. group], scope, cancellationToken));
            }
            catch (KubernetesApiException e)
            {
                failures.Add($"namespace {group.Key}: {e.Message}");
            }
        }
        return findings;
    }

    private async Task<IReadOnlyList<Finding>> DecideAsync(
        string ns, IReadOnlyList<Holder> holders, ReclaimScope scope, CancellationToken cancellationToken)
    {
        var names = holders.Select(holder => holder.Name).ToHashSet();
        // The pods after the endpoints: an endpoint that names a new pod cannot then be taken for that of the dead one.
        var endpoints = await cluster.ReadEndpointsAsync(ns, names, cancellationToken);
        var pods = await cluster.ReadPodsAsync(ns, names, cancellationToken);
        var launchers = await LaunchersAsync(ns, holders, pods, endpoints, cancellationToken);
        var (findings, nodes) = (new List<Finding>(), new Dictionary<string, NodeState>());
        foreach (var holder in holders)
        {
            var pod = launchers.FirstOrDefault(launcher => IsOf(launcher, holder)) ?? pods.GetValueOrDefault(holder.Name);
            var facts = await FactsOfAsync(holder, pod, endpoints.GetValueOrDefault(holder.Name), nodes, cancellationToken);
            if (VirtualMachine.HasOther(launchers, holder.Name, holder.PodUid)) facts = facts with { IsStatic = true, IsWanted = true };
            findings.Add(new Finding(holder, ReclaimDecider.Decide(holder, facts with { IsVouched = scope.IsVouched }, Rules)));
        }
        return findings;
    }

    private async Task<HolderFacts> FactsOfAsync(
        Holder holder, Pod? pod, SpiderEndpoint? endpoint, Dictionary<string, NodeState> nodes, CancellationToken cancellationToken)
    {
        var isGone = pod?.Metadata.Uid != holder.PodUid;
        var gone = isGone ? trace.Missing(holder.PodUid) : null;
        var endingFor = isGone || EndpointRules.IsAlive(pod!) ? TimeSpan.Zero : trace.Ending(pod!);
        var isStatic = endpoint is not null && EndpointRules.IsStatic(endpoint);
        var node = isGone ? endpoint?.Status?.Current is { } current && current.Uid == holder.PodUid ? current.Node : null
            : pod!.Spec?.NodeName;
        return new HolderFacts
        {
            Pod = pod,
            IsStatic = isStatic,
            IsWanted = isStatic && await cluster.IsWantedAsync(endpoint!, cancellationToken),
            Node = await NodeStateAsync(node, nodes, cancellationToken),
            KnownFor = gone?.KnownFor ?? endingFor,
            Grace = gone?.Grace,
            HasEnded = gone?.HasEnded is true,
            Now = time.GetUtcNow(),
        };
    }

    /// <summary>Asks for each node once, after the pods: they may have gone since an older answer.</summary>
    private async Task<NodeState> NodeStateAsync(
        string? node, Dictionary<string, NodeState> known, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(node)) return NodeState.Unknown;
        return known.TryGetValue(node, out var state)
            ? state
            : known[node] = await cluster.ReadNodeStateAsync(node, cancellationToken);
    }
}
