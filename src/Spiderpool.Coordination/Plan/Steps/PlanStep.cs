namespace Spiderpool.Coordination.Plan;

/// <summary>One change of one object, which the kernel makes or refuses as a whole.</summary>
/// <param name="In">Where.</param>
public abstract record PlanStep(Place In)
{
    /// <summary>add, set or delete.</summary>
    public abstract string Verb { get; }

    /// <summary>link, address, route, rule, neighbour, sysctl, nftables table.</summary>
    public abstract string Kind { get; }

    /// <summary>The object in the form of ip(8).</summary>
    public abstract string Object { get; }

    /// <summary>Whether a pod lacks nothing without it, so that CHECK is content.</summary>
    public virtual bool IsOptional => false;

    /// <summary>What CHECK says while the step is not done.</summary>
    public string Fault => $"{Kind} {Object} {(Verb == "delete" ? "is left" : "is missing")} in the {Where}";

    public string Where => In == Place.Pod ? "pod" : "host";

    public sealed override string ToString() => $"{Where}: {Verb} {Kind} {Object}";
}
