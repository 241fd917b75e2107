namespace Spiderpool.Kubernetes;

/// <summary>What becomes of the objects that a deleted one owns.</summary>
public enum PropagationPolicy
{
    Background,
    Foreground,
    Orphan,
}
