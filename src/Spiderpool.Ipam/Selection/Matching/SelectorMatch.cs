using Spiderpool.Addressing;
using Spiderpool.Api.Meta;

namespace Spiderpool.Ipam.Selection.Matching;

/// <summary>Label queries with the rules of Kubernetes.</summary>
internal static class SelectorMatch
{
    /// <summary>Whether a selector asks for anything; an empty one matches each object.</summary>
    public static bool HasRequirements(this LabelSelector? selector) =>
        selector is { MatchLabels.Count: > 0 } or { MatchExpressions.Count: > 0 };

    /// <summary>Whether the labels meet each requirement.</summary>
    /// <param name="selector">Query.</param>
    /// <param name="labels">Labels of the object; null for none.</param>
    /// <param name="unmet">The first requirement that is not met, for people.</param>
    /// <exception cref="FormatException">An expression is invalid; the message says what is wrong with it.</exception>
    public static bool Matches(this LabelSelector selector, IReadOnlyDictionary<string, string>? labels, out string unmet)
    {
        // All expressions are checked first: an invalid selector is invalid for each pod, not only for some.
        foreach (var expression in selector.MatchExpressions ?? []) Check(expression);
        foreach (var (key, wanted) in selector.MatchLabels ?? new Dictionary<string, string>())
        {
            if (labels is not null && labels.TryGetValue(key, out var value) && value == wanted) continue;
            unmet = $"{key}={wanted}";
            return false;
        }
        foreach (var expression in selector.MatchExpressions ?? [])
        {
            if (Matches(expression, labels)) continue;
            unmet = expression.Operator is "In" or "NotIn"
                ? $"{expression.Key} {expression.Operator} ({string.Join(",", expression.Values!)})"
                : $"{expression.Key} {expression.Operator}";
            return false;
        }
        unmet = "";
        return true;
    }

    private static void Check(LabelSelectorRequirement expression)
    {
        var key = Excerpt.Of(expression.Key);
        var count = expression.Values?.Count ?? 0;
        if (expression.Operator is "In" or "NotIn")
        {
            if (count == 0) throw new FormatException($"expression {key} {expression.Operator} has no values");
        }
        else if (expression.Operator is not ("Exists" or "DoesNotExist"))
        {
            throw new FormatException(
                $"operator \"{Excerpt.Of(expression.Operator)}\" of {key} is none of In, NotIn, Exists, DoesNotExist");
        }
        else if (count > 0)
        {
            throw new FormatException($"expression {key} {expression.Operator} must not have values");
        }
    }

    private static bool Matches(LabelSelectorRequirement expression, IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var exists = labels is not null && labels.TryGetValue(expression.Key, out value);
        return expression.Operator switch
        {
            "In" => exists && expression.Values!.Contains(value),
            "NotIn" => !exists || !expression.Values!.Contains(value),
            "Exists" => exists,
            _ => !exists,
        };
    }
}
