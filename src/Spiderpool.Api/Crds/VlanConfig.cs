namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record VlanConfig : ParentInterfaceConfig
{
    /// <summary>manual: the id is <see cref="ParentInterfaceConfig.VlanID"/>; auto: the IaaS provider says it.</summary>
    public string? VlanMode { get; init; }
}
