using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>A conjunction of label requirements; empty selects everything.</summary>
internal sealed record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    public static readonly LabelSelector Everything = new([]);

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create(" =(),!");

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

    /// <summary>Parses <c>a=b,c!=d,e in (f,g),h,!i,j notin (k)</c>.</summary>
    /// <exception cref="ApiException">400 with the offending part.</exception>
    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Everything;
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        foreach (var part in SplitOutsideParentheses(text))
            requirements.Add(ParseRequirement(part.Trim()));
        return new LabelSelector(requirements.ToImmutable());
    }

    private static LabelRequirement ParseRequirement(string part)
    {
        if (part.Length == 0)
            throw ApiErrors.BadRequest("unable to parse requirement: found '', expected: identifier");
        if (part[0] == '!' && !part.Contains('=', StringComparison.Ordinal))
            return new LabelRequirement(part[1..].Trim(), LabelOperator.DoesNotExist, []);
        var parenthesis = part.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis > 0 && part[^1] == ')')
        {
            var words = part[..parenthesis].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var key, "in" or "notin"])
            {
                var values = part[(parenthesis + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
                return new LabelRequirement(key, words[1] == "in" ? LabelOperator.In : LabelOperator.NotIn, [.. values]);
            }
        }

        foreach (var (sign, comparison) in new[]
            { ("!=", LabelOperator.NotIn), ("==", LabelOperator.In), ("=", LabelOperator.In) })
        {
            var at = part.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0)
                return new LabelRequirement(part[..at].Trim(), comparison, [part[(at + sign.Length)..].Trim()]);
        }

        return part.AsSpan().ContainsAny(NotInKeys)
            ? throw ApiErrors.BadRequest($"unable to parse requirement: {part}")
            : new LabelRequirement(part, LabelOperator.Exists, []);
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth != 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
