using Spiderpool.Api;
using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>ipam.spidernet.io/default-ipv4-ippool and default-ipv6-ippool of a namespace.</summary>
internal static class NamespaceAnnotation
{
    /// <summary>Names and wildcards; empty when the namespace has no such annotation.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<string> Parse(Namespace ns, string key)
    {
        if (ns.Metadata.Annotation(key) is not { } value) return [];
        var text = new AnnotationText($"namespace {ns.Metadata.Name}", key, value, """["pool-a","team-a-*"]""");
        return text.ReadJson(root => text.ReadPoolNames(root, "the value"));
    }
}
