using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>
/// The network selection annotations of Multus: a comma list of <c>[namespace/]name[@interface]</c> or a JSON array of
/// objects, of which only name, namespace and interface matter here (Kubernetes Network Custom Resource Definition
/// De-facto Standard 4.1).
/// </summary>
internal static class MultusAnnotation
{
    /// <summary>Entries in their order; empty when the pod has no such annotation.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<NetworkReference> Parse(Pod pod, string key)
    {
        if (pod.Metadata.Annotation(key) is not { } value || string.IsNullOrWhiteSpace(value)) return [];
        var text = new AnnotationText($"pod {pod.Key}", key, value, "kube-system/macvlan-a@net1");
        var podNamespace = pod.Metadata.Namespace ?? "";
        text.CheckLength();
        return value.AsSpan().TrimStart()[0] is '[' or '{'
            ? text.ReadJson(root => ParseJson(text, root, podNamespace))
            : [.. value.Split(',').Select(entry => ParseEntry(text, entry.Trim(), podNamespace))];
    }

    private static List<NetworkReference> ParseJson(AnnotationText text, JsonElement root, string podNamespace)
    {
        if (root.ValueKind == JsonValueKind.Object) return [ParseObject(text, root, podNamespace)];
        return [.. text.Items(root, "the value").Select(item => ParseObject(text, item, podNamespace))];
    }

    private static NetworkReference ParseObject(AnnotationText text, JsonElement item, string podNamespace)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw text.Invalid($"an entry is not a JSON object: {Excerpt.Of(item.GetRawText())}");
        }
        return Check(text, Member(text, item, "namespace") is { Length: > 0 } ns ? ns : podNamespace,
            Member(text, item, "name") ?? "", Member(text, item, "interface"));
    }

    private static string? Member(AnnotationText text, JsonElement item, string key)
    {
        if (!item.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw text.Invalid($"\"{key}\" is not a string: {Excerpt.Of(value.GetRawText())}");
    }

    private static NetworkReference ParseEntry(AnnotationText text, string entry, string podNamespace)
    {
        var at = entry.IndexOf('@');
        var nic = at < 0 ? null : entry[(at + 1)..];
        var network = at < 0 ? entry : entry[..at];
        var slash = network.IndexOf('/');
        return Check(text, slash < 0 ? podNamespace : network[..slash], network[(slash + 1)..], nic);
    }

    private static NetworkReference Check(AnnotationText text, string ns, string name, string? nic)
    {
        if (!DnsName.IsSubdomain(name)) throw text.Invalid($"\"{Excerpt.Of(name)}\" is not the name of a network");
        if (!DnsName.IsSubdomain(ns)) throw text.Invalid($"\"{Excerpt.Of(ns)}\" is not a namespace");
        if (string.IsNullOrEmpty(nic)) return new NetworkReference(ns, name, null);
        if (!DnsName.IsInterface(nic)) throw text.Invalid($"\"{Excerpt.Of(nic)}\" is no interface name");
        return new NetworkReference(ns, name, nic);
    }
}
