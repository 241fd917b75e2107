using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>namespaceName, or else namespaceAffinity, allows the namespace of the pod.</summary>
internal sealed class NamespaceFilter : IPoolFilter
{
    public string Name => "namespace";

    public Verdict Evaluate(SpiderIPPool pool, FilterContext context)
    {
        var ns = context.Request.Namespace;
        return pool.Spec.NamespaceName is { Count: > 0 } names
            ? Affinity.ByName("namespaceName", names, ns.Metadata.Name ?? "", Reason.NamespaceMismatch)
            : Affinity.ByLabels(
                "namespaceAffinity", pool.Spec.NamespaceAffinity, ns, $"namespace {ns.Metadata.Name}", Reason.NamespaceMismatch);
    }
}
