namespace Spiderpool.Api.Meta;

/// <summary>One requirement of a label query. Operators: In, NotIn, Exists, DoesNotExist.</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init => field = value ?? ""; } = "";

    public string Operator { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string>? Values { get; init; }
}
