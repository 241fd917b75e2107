namespace Spiderpool.Configuration.Reload;

/// <summary>One setting of the configuration file.</summary>
/// <param name="Key">Its key there, as in <c>podResourceInject.enabled</c>.</param>
/// <param name="Value">Its value, for comparison; a list as text.</param>
/// <param name="Apply">
/// Puts the second argument's value into the first, for a setting that may change while the daemon runs; null for one that needs a
/// restart.
/// </param>
public sealed record ReloadField<T>(string Key, Func<T, object> Value, Func<T, T, T>? Apply = null);
