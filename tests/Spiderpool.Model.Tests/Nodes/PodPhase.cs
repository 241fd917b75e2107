namespace Spiderpool.Model.Tests.Nodes;

/// <summary>Where the kubelet is with a pod.</summary>
internal enum PodPhase
{
    /// <summary>It has no sandbox.</summary>
    Idle,

    /// <summary>ADD of its interfaces, one after the other.</summary>
    Adding,

    Running,

    /// <summary>A further ADD of a running sandbox.</summary>
    Repeating,

    /// <summary>The plugin found an address in use and has it released.</summary>
    Conflicting,

    /// <summary>DEL of its interfaces, again until all succeed.</summary>
    TearingDown,

    /// <summary>Nothing is left on the node.</summary>
    Gone,
}
