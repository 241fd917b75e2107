namespace Spiderpool.Kubernetes;

/// <summary><c>type</c> of an Event.</summary>
public enum EventSeverity
{
    Normal,
    Warning,
}
