using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>How large values are, for costs.</summary>
internal static class Sizes
{
    public static long Of(object? value) => value switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        IReadOnlyList<object?> list => list.Count,
        CelMap map => map.Count,
        _ => 1,
    };
}
