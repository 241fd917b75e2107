namespace Spiderpool.Model.Tests.Nodes;

/// <summary>One sandbox of a pod with the addresses that were answered for it.</summary>
internal sealed class Sandbox(string id, SimulatedNode node, string podKey, string podUid, bool isStatic)
{
    public string ID => id;

    public SimulatedNode Node => node;

    public string PodKey => podKey;

    public string PodUid => podUid;

    /// <summary>From the first ADD until the runtime begins to tear it down.</summary>
    public bool IsAlive { get; set; } = true;

    public bool IsStatic => isStatic;

    /// <summary>Addresses by interface.</summary>
    public Dictionary<string, IReadOnlyList<HeldAddress>> Held { get; } = [];

    public override string ToString() => $"{id} of {podKey} ({podUid})";
}
