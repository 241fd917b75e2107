namespace Spiderpool.Ipam.Networks;

/// <summary>Settings of the cluster that decide which networks pods get.</summary>
public sealed record NetworkOptions
{
    /// <summary><c>[namespace/]name</c> of the network of first interfaces; empty for that of the node.</summary>
    public string ClusterNetwork { get; init; } = "";

    /// <summary>Namespace of default networks that are named without one.</summary>
    public required string DefaultNamespace { get; init; }

    /// <summary>Whether pods may name only networks of their own namespace and of <see cref="SharedNamespaces"/>.</summary>
    public bool IsolateNamespaces { get; init; }

    public IReadOnlyCollection<string> SharedNamespaces { get; init; } = [];

    public bool Allows(string podNamespace, string networkNamespace) =>
        !IsolateNamespaces || networkNamespace == podNamespace || SharedNamespaces.Contains(networkNamespace);
}
