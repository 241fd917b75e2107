using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>nodeName, or else nodeAffinity, allows the node.</summary>
internal sealed class NodeFilter : IPoolFilter
{
    public string Name => "node";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context)
    {
        var node = context.Request.Node;
        return pool.Spec.NodeName is { Count: > 0 } names
            ? Affinity.ByName("nodeName", names, node.Metadata.Name ?? "", Reason.NodeMismatch)
            : Affinity.ByLabels("nodeAffinity", pool.Spec.NodeAffinity, node, $"node {node.Metadata.Name}", Reason.NodeMismatch);
    }
}
