namespace Spiderpool.Cni.Agent;

/// <summary>The peer's bytes are no HTTP/1.1 answer, or one larger than the limit.</summary>
internal sealed class HttpFormatException(string message) : Exception(message);
