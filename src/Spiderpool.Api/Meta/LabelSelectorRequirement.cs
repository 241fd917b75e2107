namespace Spiderpool.Api.Meta;

/// <summary>One requirement of a label query. Operators: In, NotIn, Exists, DoesNotExist.</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    public string Operator { get; init; } = "";

    public IReadOnlyList<string>? Values { get; init; }
}
