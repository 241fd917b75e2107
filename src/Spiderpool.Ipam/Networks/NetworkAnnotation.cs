using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Selection.Annotations;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Networks;

/// <summary>
/// The network selection annotations: a comma list of <c>[namespace/]name[@interface]</c>, a JSON object, or a JSON array of
/// such (Kubernetes Network Custom Resource Definition De-facto Standard 4.1). Keys that are not ours are left to others.
/// </summary>
internal static partial class NetworkAnnotation
{
    /// <summary>Entries in their order; empty when the pod has no such annotation.</summary>
    /// <param name="pod">Has the annotation.</param>
    /// <param name="key">Of the annotation.</param>
    /// <param name="defaultNamespace">For entries without one; null for that of the pod.</param>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<NetworkSelection> Parse(Pod pod, string key, string? defaultNamespace = null)
    {
        if (pod.Metadata.Annotation(key) is not { } value || string.IsNullOrWhiteSpace(value)) return [];
        var text = new AnnotationText($"pod {pod.Key}", key, value, "kube-system/macvlan-a@net1");
        var ns = defaultNamespace ?? pod.Metadata.Namespace ?? "";
        text.CheckLength();
        return value.AsSpan().TrimStart()[0] is '[' or '{'
            ? text.ReadJson(root => ParseJson(text, root, ns))
            : [.. value.Split(',').Select(entry => ParseEntry(text, entry.Trim(), ns))];
    }

    private static List<NetworkSelection> ParseJson(AnnotationText text, JsonElement root, string defaultNamespace)
    {
        if (root.ValueKind == JsonValueKind.Object) return [ParseObject(text, root, defaultNamespace)];
        return [.. text.Items(root, "the value").Select(item => ParseObject(text, item, defaultNamespace))];
    }

    private static NetworkSelection ParseEntry(AnnotationText text, string entry, string defaultNamespace)
    {
        var at = entry.IndexOf('@');
        var nic = at < 0 ? null : entry[(at + 1)..];
        var network = at < 0 ? entry : entry[..at];
        var slash = network.IndexOf('/');
        return Check(text, slash < 0 ? defaultNamespace : network[..slash], network[(slash + 1)..], nic);
    }

    private static NetworkSelection Check(AnnotationText text, string ns, string name, string? nic)
    {
        if (!DnsName.IsSubdomain(name)) throw text.Invalid($"\"{Excerpt.Of(name)}\" is not the name of a network");
        if (!DnsName.IsSubdomain(ns)) throw text.Invalid($"\"{Excerpt.Of(ns)}\" is not a namespace");
        if (string.IsNullOrEmpty(nic)) return new NetworkSelection(ns, name, null);
        if (!DnsName.IsInterface(nic)) throw text.Invalid($"\"{Excerpt.Of(nic)}\" is no interface name");
        return new NetworkSelection(ns, name, nic);
    }
}
