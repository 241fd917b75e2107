namespace Spiderpool.Controller.Coordinators;

/// <summary>Ranges that one source publishes. Texts as they stand there.</summary>
internal sealed record ClusterCidrs(IReadOnlyList<string> Pods, IReadOnlyList<string> Services)
{
    public static ClusterCidrs None { get; } = new([], []);
}
