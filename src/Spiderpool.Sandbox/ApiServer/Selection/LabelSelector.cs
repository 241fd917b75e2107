using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>A conjunction of label requirements; empty selects everything.</summary>
internal sealed record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    public static readonly LabelSelector Everything = new([]);

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(labels))
                return false;
        }

        return true;
    }

    /// <summary>Reads a <c>metav1.LabelSelector</c>; an absent one selects everything.</summary>
    public static LabelSelector From(JsonObject? selector)
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        foreach (var (key, value) in selector.Object("matchLabels") ?? [])
            requirements.Add(new LabelRequirement(key, LabelOperator.In, [value.AsText() ?? ""]));
        foreach (var expression in selector.Array("matchExpressions") ?? [])
        {
            requirements.Add(new LabelRequirement(expression.Text("key") ?? "", expression.Text("operator") switch
            {
                "In" => LabelOperator.In,
                "NotIn" => LabelOperator.NotIn,
                "Exists" => LabelOperator.Exists,
                "DoesNotExist" => LabelOperator.DoesNotExist,
                var other => throw ApiErrors.BadRequest($"\"{other}\" is not a valid label selector operator"),
            }, [.. expression.Texts("values")]));
        }

        return new LabelSelector(requirements.ToImmutable());
    }

    /// <summary>Parses <c>a=b,c!=d,e in (f,g),h,!i,j notin (k),l&gt;5</c>.</summary>
    /// <exception cref="ApiException">400 with the offending part.</exception>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());
}
