namespace Spiderpool.Api.Crds;

/// <summary>What the plugins that stack on interfaces of the node have in common (spec/crds.md 8.1).</summary>
public abstract record ParentInterfaceConfig
{
    /// <summary>Interfaces of the node; two or more need <see cref="Bond"/>.</summary>
    public IReadOnlyList<string> Master { get; init => field = value ?? []; } = [];

    /// <summary>In bytes; 0 for that of the parent.</summary>
    public int? Mtu { get; init; }

    /// <summary>0 to 4094; 0 for untagged.</summary>
    public int? VlanID { get; init; }

    public BondConfig? Bond { get; init; }

    /// <summary>Extended resource of a shared RDMA device.</summary>
    public string? RdmaResourceName { get; init; }

    public DefaultPools? Ippools { get; init; }
}
