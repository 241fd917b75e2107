using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>
/// A regular expression of RE2, which Go and so Kubernetes use: linear in time, without look-around and back references.
/// </summary>
internal sealed class Re2Pattern
{
    private readonly string _source;
    private readonly Regex _regex;

    private Re2Pattern(string source, Regex regex) => (_source, _regex) = (source, regex);

    /// <exception cref="FormatException">Not a pattern of RE2; the message says why.</exception>
    public static Re2Pattern Parse(string source)
    {
        try
        {
            return new Re2Pattern(source,
                new Regex(new Re2Translation(source).Translate(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>All matches from left to right.</summary>
    public IEnumerable<string> Matches(string text) => _regex.Matches(text).Select(match => match.Value);

    /// <summary>The pattern as written.</summary>
    public override string ToString() => _source;
}
