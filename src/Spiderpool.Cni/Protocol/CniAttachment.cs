namespace Spiderpool.Cni.Protocol;

/// <summary>One interface of one container.</summary>
public sealed record CniAttachment(string ContainerId, string IfName);
