using Spiderpool.Api;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Cluster;

/// <summary>Pure: the conditions of a status with one of them set (KEP-1623).</summary>
internal static class Conditions
{
    /// <summary>The same list when nothing but the time would change.</summary>
    public static IReadOnlyList<Condition> With(
        this IReadOnlyList<Condition>? conditions, string type, bool? status, Reason reason, string message, long? generation,
        DateTimeOffset now)
    {
        var text = status switch { true => "True", false => "False", null => "Unknown" };
        var present = conditions?.FirstOrDefault(condition => condition.Type == type);
        var wanted = new Condition
        {
            Type = type,
            Status = text,
            Reason = reason.Name,
            Message = message,
            ObservedGeneration = generation,
            LastTransitionTime = present?.Status == text ? present.LastTransitionTime : now,
        };
        if (wanted == present) return conditions!;
        return [.. conditions?.Where(condition => condition.Type != type) ?? [], wanted];
    }
}
