namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A map literal. Keys that are equal numbers are the same key, whatever their types.</summary>
internal sealed class LiteralMap : CelMap
{
    private readonly Dictionary<object, (object Key, object? Value)> _entries = [];

    public override int Count => _entries.Count;

    public override IEnumerable<object> Keys => _entries.Values.Select(entry => entry.Key);

    /// <returns>What is wrong with the key, or null.</returns>
    public CelError? Add(object? key, object? value) => Normal(key) switch
    {
        null => new CelError("unsupported key type"),
        var normal when _entries.TryAdd(normal, (key!, value)) => null,
        _ => new CelError($"Failed with repeated key: {key}"),
    };

    public override bool TryGet(object? key, out object? value)
    {
        var found = _entries.TryGetValue(Normal(key) ?? "", out var entry) && Normal(key) is not null;
        value = entry.Value;
        return found;
    }

    private static object? Normal(object? key) => key switch
    {
        long integer => (decimal)integer,
        ulong unsigned => (decimal)unsigned,
        double real when Math.Abs(real) < 1e19 && double.IsInteger(real) => CelOrder.Whole(real),
        string or bool => key,
        _ => null,
    };
}
