using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>The rule that names take precedence over labels, shared by the filters of nodes, namespaces and pods.</summary>
internal static class Affinity
{
    /// <summary>Passes when the list has the name.</summary>
    public static Verdict ByName(string field, IReadOnlyList<string> names, string name, Reason mismatch) => names.Contains(name)
        ? Verdict.Pass
        : Verdict.Drop(mismatch, $"{name} is not in spec.{field} [{Excerpt.Of(string.Join(",", names))}]");

    /// <summary>Passes when there is no selector or it matches.</summary>
    /// <param name="field">Field of the pool's spec.</param>
    /// <param name="selector">Its value.</param>
    /// <param name="of">Object with the labels.</param>
    /// <param name="what">The object for people: <c>node a</c>.</param>
    /// <param name="mismatch">Reason when it does not match.</param>
    public static Verdict ByLabels(string field, LabelSelector? selector, KubernetesObject of, string what, Reason mismatch)
    {
        if (selector is null) return Verdict.Pass;
        try
        {
            return selector.Matches(of.Metadata.Labels, out var unmet)
                ? Verdict.Pass
                : Verdict.Drop(mismatch, $"spec.{field} wants {Excerpt.Of(unmet)}, {what} has no such label");
        }
        catch (FormatException e)
        {
            return Verdict.Drop(Reason.PoolInvalid, $"spec.{field}: {e.Message}");
        }
    }
}
