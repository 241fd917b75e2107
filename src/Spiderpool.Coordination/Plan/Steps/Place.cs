namespace Spiderpool.Coordination.Plan;

/// <summary>The namespace that a step changes.</summary>
public enum Place
{
    Pod,
    Host,
}
