using Spiderpool.Addressing;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Ranges, and where they come from or why there are none.</summary>
/// <param name="Cidrs">Canonical, each once, in the order of the source; null when they cannot be told.</param>
/// <param name="Message">For people.</param>
internal sealed record CidrFinding(IReadOnlyList<string>? Cidrs, string Message)
{
    public static CidrFinding Unknown(string why) => new(null, why);

    public static CidrFinding From(IEnumerable<string> texts, string source) => new(Canonical(texts), $"from {source}");

    /// <summary>The ranges among the texts: what is no CIDR is no range, since a pod could not have a route to it.</summary>
    public static IReadOnlyList<string> Canonical(IEnumerable<string> texts)
    {
        var cidrs = new List<string>();
        foreach (var text in texts)
        {
            if (Prefix.TryParse(text, out var prefix) && prefix.Network.ToString() is var cidr && !cidrs.Contains(cidr)) cidrs.Add(cidr);
        }
        return cidrs;
    }
}
