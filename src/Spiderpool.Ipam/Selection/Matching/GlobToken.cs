namespace Spiderpool.Ipam.Selection.Matching;

/// <summary>One element of a wildcard: a star, or a set of characters of which one is taken.</summary>
internal readonly record struct GlobToken
{
    private readonly (char First, char Last)[]? _ranges;
    private readonly bool _isNegated;

    private GlobToken((char First, char Last)[]? ranges, bool isNegated) => (_ranges, _isNegated) = (ranges, isNegated);

    /// <summary>Any run of characters but '/'.</summary>
    public static GlobToken Star => default;

    /// <summary>Any character but '/'.</summary>
    public static GlobToken AnyOne => new([('/', '/')], true);

    public bool IsStar => _ranges is null;

    public static GlobToken Literal(char c) => new([(c, c)], false);

    public static GlobToken Class((char First, char Last)[] ranges, bool isNegated) => new(ranges, isNegated);

    /// <summary>Whether one character fits; not for a star.</summary>
    public bool Matches(char c)
    {
        foreach (var (first, last) in _ranges!)
        {
            if (c >= first && c <= last) return !_isNegated;
        }
        return _isNegated;
    }
}
