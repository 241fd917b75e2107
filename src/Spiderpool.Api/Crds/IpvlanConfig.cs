namespace Spiderpool.Api.Crds;

/// <summary>spec/crds.md 8.1.</summary>
public sealed record IpvlanConfig : ParentInterfaceConfig;
