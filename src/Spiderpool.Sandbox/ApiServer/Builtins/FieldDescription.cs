using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>A field of a built-in type.</summary>
/// <param name="Numbers">
/// The way to the field in protobuf: its number, after those of the embedded messages around it. Empty when it has none here.
/// </param>
/// <param name="OmitsZero">Whether a zero in protobuf stands for an absent field.</param>
internal sealed record FieldDescription(
    string Name, TypeReference Type, ImmutableArray<int> Numbers, bool OmitsZero, bool Required)
{
    /// <summary>Of a list that a strategic merge patch merges; empty for other fields and for lists of scalars.</summary>
    public string MergeKey { get; init; } = "";

    /// <summary>Whether a strategic merge patch merges the list instead of replacing it.</summary>
    public bool Merges { get; init; }

    /// <summary>Whether clients send <c>$retainKeys</c>.</summary>
    public bool RetainsKeys { get; init; }

    /// <summary><c>x-kubernetes-patch-strategy</c>.</summary>
    public string? PatchStrategy => (Merges, RetainsKeys) switch
    {
        (true, true) => "merge,retainKeys",
        (true, false) => "merge",
        (false, true) => "retainKeys",
        _ => null,
    };

    /// <summary>Reads a line of builtin-kinds.txt.</summary>
    /// <param name="package">Of the type that has the field.</param>
    public static FieldDescription Parse(string line, string package)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string After(string prefix) =>
            words.FirstOrDefault(word => word.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..] ?? "";
        var number = After("#");
        return new FieldDescription(words[0], TypeReference.Parse(words[1], package),
            [.. number.TrimEnd('-').Split('.', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            number.EndsWith('-'), words.Contains("required"))
        {
            MergeKey = After("key="),
            Merges = words.Contains("merge"),
            RetainsKeys = words.Contains("retainKeys"),
        };
    }
}
