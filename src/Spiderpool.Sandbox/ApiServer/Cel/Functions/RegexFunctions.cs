using System.Collections.Concurrent;
using Spiderpool.Sandbox.ApiServer.Schemas;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary><c>matches</c>, and the regular expression library of Kubernetes.</summary>
internal static class RegexFunctions
{
    /// <summary>Far above what rules have; patterns that come from objects cannot make it grow without end.</summary>
    private const int MaxCached = 1000;

    private static readonly ConcurrentDictionary<string, Re2Pattern> Cache = new(StringComparer.Ordinal);

    public static IEnumerable<Overload> All =>
    [
        Walk(Global("matches", (string s, string pattern) => Pattern(pattern).IsMatch(s))),
        Walk(Member("matches", (string s, string pattern) => Pattern(pattern).IsMatch(s))),
        Walk(Member("find", (string s, string pattern) => Pattern(pattern).Matches(s).FirstOrDefault() ?? "")),
        Walk(Member("findAll", (string s, string pattern) => FindAll(s, pattern, -1))),
        Walk(Member("findAll", (string s, string pattern, long limit) => FindAll(s, pattern, limit))),
    ];

    /// <exception cref="CelException">The pattern is not one of RE2.</exception>
    public static Re2Pattern Pattern(string text)
    {
        if (Cache.TryGetValue(text, out var known))
            return known;
        try
        {
            var pattern = Re2Pattern.Parse(text);
            if (Cache.Count < MaxCached)
                Cache.TryAdd(text, pattern);
            return pattern;
        }
        catch (FormatException e)
        {
            throw new CelException($"error parsing regexp: {e.Message}");
        }
    }

    private static string[] FindAll(string s, string pattern, long limit)
    {
        var found = Pattern(pattern).Matches(s);
        return [.. limit < 0 ? found : found.Take((int)Math.Min(limit, int.MaxValue))];
    }

    private static Overload Walk(Overload overload) => overload with
    {
        Cost = values => 1 + Tenth(Sizes.Of(values[0]) + 1) * ((Sizes.Of(values[1]) + 3) / 4),
    };
}
