using Spiderpool.Api;
using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Networks;

/// <summary>The networks that a pod asks for, with the names of their interfaces.</summary>
/// <param name="Default">Network of the first interface; null for that of the node.</param>
/// <param name="Additional">In the order of their interfaces. Each has an interface.</param>
public sealed record PodNetworkSelections(NetworkSelection? Default, IReadOnlyList<NetworkSelection> Additional)
{
    /// <summary>Name of the first interface, which the kubelet fixes.</summary>
    private const string FirstInterface = "eth0";

    /// <summary>Reads the annotations of a pod.</summary>
    /// <exception cref="ReasonException">
    /// <see cref="Reason.InvalidAnnotation"/>, or <see cref="Reason.NetworkForbidden"/>.
    /// </exception>
    public static PodNetworkSelections Of(Pod pod, NetworkOptions options)
    {
        var first = NetworkAnnotation.Parse(pod, AnnotationKeys.MultusDefaultNetwork, options.DefaultNamespace);
        if (first.Count > 1) throw Invalid(pod, AnnotationKeys.MultusDefaultNetwork, $"names {first.Count} networks, want one");
        var named = NetworkAnnotation.Parse(pod, AnnotationKeys.MultusNetworks);
        // Unnamed ones count their place in the list, not the interfaces before them (De-facto Standard 4.1.2.1.7).
        List<NetworkSelection> additional = [.. named.Select((item, i) => item with { Interface = item.Interface ?? $"net{i + 1}" })];
        var taken = new HashSet<string> { FirstInterface };
        foreach (var item in additional)
        {
            if (!taken.Add(item.Interface!))
                throw Invalid(pod, AnnotationKeys.MultusNetworks, $"gives two interfaces the name {item.Interface}");
            if (!options.Allows(pod.Metadata.Namespace!, item.Namespace))
            {
                throw new ReasonException(Reason.NetworkForbidden,
                    $"pod {pod.Key} names network {item}: namespaces are isolated, want one of its own namespace"
                    + (options.SharedNamespaces.Count > 0 ? $" or of {string.Join(", ", options.SharedNamespaces)}" : ""));
            }
        }
        return new PodNetworkSelections(first.Count > 0 ? first[0] : ClusterDefault(options), additional);
    }

    private static NetworkSelection? ClusterDefault(NetworkOptions options)
    {
        if (options.ClusterNetwork.Length == 0) return null;
        var slash = options.ClusterNetwork.IndexOf('/');
        return slash < 0
            ? new NetworkSelection(options.DefaultNamespace, options.ClusterNetwork, null)
            : new NetworkSelection(options.ClusterNetwork[..slash], options.ClusterNetwork[(slash + 1)..], null);
    }

    private static ReasonException Invalid(Pod pod, string key, string problem) =>
        new(Reason.InvalidAnnotation, $"annotation {key} of pod {pod.Key} {problem}");
}
