namespace Spiderpool.Controller.Reclaim;

/// <summary>What is remembered of a pod that is gone.</summary>
/// <param name="KnownFor">For how long that has been known.</param>
/// <param name="HasEnded">Whether the kubelet had reported the end of each of its containers.</param>
/// <param name="Grace">The time its containers may take to end; null when nobody saw the pod.</param>
public sealed record GonePod(TimeSpan KnownFor, bool HasEnded, TimeSpan? Grace);
