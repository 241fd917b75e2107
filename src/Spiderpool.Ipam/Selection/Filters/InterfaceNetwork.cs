using Spiderpool.Api;
using Spiderpool.Ipam.Networks;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>
/// The NetworkAttachmentDefinition of an interface (spec/ipam.md 4.5 step 7), found when a pool first asks for it, so
/// that clusters without Multus need none.
/// </summary>
internal sealed class InterfaceNetwork(SelectionRequest request, InterfaceRule rule)
{
    private (string? Network, Verdict Verdict)? _resolved;

    /// <returns><c>namespace/name</c>, or null with the verdict for each pool that has multusName.</returns>
    public string? Resolve(out Verdict verdict)
    {
        _resolved ??= Find();
        verdict = _resolved.Value.Verdict;
        return _resolved.Value.Network;
    }

    private (string?, Verdict) Find()
    {
        try
        {
            var isFirst = rule.IsUnnamed ? rule.Index == 0 : rule.Nic == "eth0";
            return isFirst ? FindDefault() : FindAttached();
        }
        catch (ReasonException e)
        {
            return (null, Verdict.Drop(e.Reason, e.Detail));
        }
    }

    private (string?, Verdict) FindDefault()
    {
        var entries = NetworkAnnotation.Parse(request.Pod, AnnotationKeys.MultusDefaultNetwork);
        if (entries.Count > 0) return (entries[0].ToString(), Verdict.Pass);
        var network = request.Options.ClusterNetwork;
        if (network.Contains('/')) return (network, Verdict.Pass);
        if (network.Length > 0) return ($"{request.Options.InstallNamespace}/{network}", Verdict.Pass);
        return (null, Verdict.Drop(Reason.NetworkMismatch,
            $"the network of the first interface is not known: annotation {AnnotationKeys.MultusDefaultNetwork} and "
            + "MULTUS_CLUSTER_NETWORK are not set"));
    }

    private (string?, Verdict) FindAttached()
    {
        var entries = NetworkAnnotation.Parse(request.Pod, AnnotationKeys.MultusNetworks);
        var entry = rule.IsUnnamed
            ? entries.ElementAtOrDefault(rule.Index - 1)
            : entries.FirstOrDefault(entry => entry.Interface == rule.Nic)
                ?? entries.Where((entry, i) => entry.Interface is null && rule.Nic == $"net{i + 1}").FirstOrDefault();
        if (entry is not null) return (entry.ToString(), Verdict.Pass);
        return (null, Verdict.Drop(Reason.NetworkMismatch,
            $"annotation {AnnotationKeys.MultusNetworks} has no entry for interface {rule.Nic}"));
    }
}
