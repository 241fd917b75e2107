namespace Spiderpool.Sandbox.ApiServer.Cel.Values;

/// <summary>A failed evaluation as a value: <c>&amp;&amp;</c>, <c>||</c> and the quantifiers may do without it.</summary>
internal sealed record CelError(string Message)
{
    public static readonly CelError NoOverload = new("no such overload");

    public static CelError NoKey(object? key) => new($"no such key: {key}");
}
