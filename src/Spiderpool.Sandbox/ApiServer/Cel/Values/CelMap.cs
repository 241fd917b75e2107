namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A map, from JSON or from a literal.</summary>
internal abstract class CelMap
{
    public abstract int Count { get; }

    public abstract IEnumerable<object> Keys { get; }

    public abstract bool TryGet(object? key, out object? value);
}
