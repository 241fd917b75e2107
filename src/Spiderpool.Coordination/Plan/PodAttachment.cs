namespace Spiderpool.Coordination.Plan;

/// <summary>One interface of one sandbox on one network.</summary>
public sealed record PodAttachment(string Network, string ContainerId, string Interface);
