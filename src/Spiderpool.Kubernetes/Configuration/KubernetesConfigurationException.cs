namespace Spiderpool.Kubernetes;

/// <summary>The access to the API server is not set up right. The message is one line: which file, which key, what to do.</summary>
public sealed class KubernetesConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
