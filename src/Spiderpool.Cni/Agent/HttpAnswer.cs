namespace Spiderpool.Cni.Agent;

/// <summary>Status and body of an HTTP answer.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body);
