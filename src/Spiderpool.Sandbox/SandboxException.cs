namespace Spiderpool.Sandbox;

/// <summary>A failure that the user can do something about: one line that says what, and what next.</summary>
public sealed class SandboxException(string message, Exception? inner = null) : Exception(message, inner);
