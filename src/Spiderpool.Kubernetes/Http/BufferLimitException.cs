namespace Spiderpool.Kubernetes.Http;

/// <summary>More bytes came than an object may have.</summary>
internal sealed class BufferLimitException(int limit) : IOException($"more than {limit / (1024 * 1024)} MiB in one object");
