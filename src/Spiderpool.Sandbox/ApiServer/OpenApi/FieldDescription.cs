namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>A field of a built-in type.</summary>
/// <param name="MergeKey">Of a list that a strategic merge patch merges; empty for other fields and for lists of scalars.</param>
/// <param name="Merge">Whether a strategic merge patch merges the list instead of replacing it.</param>
/// <param name="RetainKeys">Whether clients send <c>$retainKeys</c>.</param>
internal sealed record FieldDescription(
    string Name, TypeReference Type, bool Required, string MergeKey, bool Merge, bool RetainKeys)
{
    public string? PatchStrategy => (Merge, RetainKeys) switch
    {
        (true, true) => "merge,retainKeys",
        (true, false) => "merge",
        (false, true) => "retainKeys",
        _ => null,
    };
}
