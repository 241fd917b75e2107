using System.Collections.Frozen;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>
/// Every function and operator that expressions may use: the standard ones of CEL, the string, list, set and optional
/// extensions, and the libraries of Kubernetes for lists, regular expressions, IP addresses and CIDRs.
/// </summary>
internal static class FunctionCatalogue
{
    private static readonly FrozenDictionary<string, Overload[]> Overloads =
        new[]
        {
            ArithmeticFunctions.All, ComparisonFunctions.All, CollectionFunctions.All, ConversionFunctions.All,
            StringFunctions.All, ListFunctions.All, RegexFunctions.All, TimeFunctions.All, OptionalFunctions.All, AddressFunctions.All,
        }
        .SelectMany(library => library)
        .GroupBy(overload => overload.Name)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    public static bool Contains(string name) => Overloads.ContainsKey(name);

    /// <returns>Empty for an unknown name.</returns>
    public static Overload[] Find(string name) => Overloads.GetValueOrDefault(name) ?? [];
}
