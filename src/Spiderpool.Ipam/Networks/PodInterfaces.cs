using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Networks;

/// <summary>Pure: the interfaces that a pod gets, by its annotations.</summary>
public static class PodInterfaces
{
    private const string First = "eth0";

    /// <summary>
    /// Names of the interfaces in their order: the first, then one for each network of the Multus annotation, which is called as
    /// the annotation says, or net1, net2, ... by its place.
    /// </summary>
    /// <returns>Null when the annotation is absent or no such list: then nobody knows.</returns>
    public static IReadOnlyList<string>? NamesOf(Pod pod)
    {
        try
        {
            var networks = NetworkAnnotation.Parse(pod, AnnotationKeys.MultusNetworks);
            return networks.Count == 0 ? null : [First, .. networks.Select((network, i) => network.Interface ?? $"net{i + 1}")];
        }
        catch (ReasonException)
        {
            // Whoever makes the interfaces complains.
            return null;
        }
    }

    /// <summary>Name of a network interface as the kernel takes it.</summary>
    public static bool IsName(string name) => DnsName.IsInterface(name);
}
