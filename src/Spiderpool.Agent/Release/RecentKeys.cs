using System.Diagnostics.CodeAnalysis;

namespace Spiderpool.Agent.Release;

/// <summary>A map that forgets the oldest keys when it is full. Not safe for concurrent use.</summary>
internal sealed class RecentKeys<T>
{
    private const int Capacity = 8192;

    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Set(string key, T value)
    {
        if (_values.ContainsKey(key))
        {
            _values[key] = value;
            return;
        }
        _values.Add(key, value);
        _order.Enqueue(key);
        if (_order.Count > Capacity) _values.Remove(_order.Dequeue());
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value) => _values.TryGetValue(key, out value);
}
