namespace Spiderpool.Ipam.Selection;

/// <summary>Where the candidate pools came from, highest precedence first (spec/ipam.md 4.3).</summary>
public enum PoolSource
{
    /// <summary>No source applied, or one failed to parse.</summary>
    None,

    /// <summary>Pod annotation ipam.spidernet.io/subnets or ipam.spidernet.io/subnet: automatic pools of the application.</summary>
    SubnetAnnotation,

    /// <summary>Pod annotation ipam.spidernet.io/ippools.</summary>
    IPPoolsAnnotation,

    /// <summary>Pod annotation ipam.spidernet.io/ippool.</summary>
    IPPoolAnnotation,

    /// <summary>Namespace annotations ipam.spidernet.io/default-ipv4-ippool and default-ipv6-ippool.</summary>
    NamespaceAnnotation,

    /// <summary>default_ipv4_ippool and default_ipv6_ippool of the network configuration.</summary>
    CniConfiguration,

    /// <summary>Pools with spec.default.</summary>
    ClusterDefault,
}
