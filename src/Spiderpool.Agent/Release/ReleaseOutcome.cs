namespace Spiderpool.Agent.Release;

/// <summary>What a DEL that succeeded found.</summary>
public enum ReleaseOutcome
{
    /// <summary>Addresses or records went back.</summary>
    Released,

    /// <summary>Nothing was recorded.</summary>
    NothingHeld,

    /// <summary>The pod lives: a new sandbox will ask for the same addresses.</summary>
    PodIsAlive,

    /// <summary>The pod has another sandbox by now: a late DEL.</summary>
    OtherSandbox,

    /// <summary>The next incarnation of a StatefulSet pod will ask for them.</summary>
    StaticAddress,

    /// <summary>The pod is gone and the runtime did not tell its UID: reclaim decides.</summary>
    UnknownPod,
}
