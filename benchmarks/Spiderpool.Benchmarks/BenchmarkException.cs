namespace Spiderpool.Benchmarks;

/// <summary>The benchmark cannot run, or not go on; the message is one line for the user.</summary>
internal sealed class BenchmarkException(string message, Exception? inner = null) : Exception(message, inner);
