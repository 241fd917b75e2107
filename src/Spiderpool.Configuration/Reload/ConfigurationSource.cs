namespace Spiderpool.Configuration.Reload;

/// <summary>Where settings come from.</summary>
/// <param name="Path">The configuration file.</param>
/// <param name="Load">Reads it and all else that settings come from; throws <see cref="Api.ReasonException"/> for bad ones.</param>
/// <param name="Fields">Those that the file has.</param>
public sealed record ConfigurationSource<T>(string Path, Func<T> Load, IReadOnlyList<ReloadField<T>> Fields);
