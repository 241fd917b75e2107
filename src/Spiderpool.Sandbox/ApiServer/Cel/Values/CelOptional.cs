namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A value or none.</summary>
internal sealed class CelOptional
{
    public static readonly CelOptional None = new(null, false);

    private CelOptional(object? value, bool hasValue) => (Value, HasValue) = (value, hasValue);

    public bool HasValue { get; }

    public object? Value { get; }

    public static CelOptional Of(object? value) => new(value, true);
}
