namespace Spiderpool.Controller.Configuration;

/// <summary>The pod webhook that injects networks and device resources (spec/cni.md 8).</summary>
public sealed record ResourceInjectionOptions
{
    public bool Enabled { get; init; }

    /// <summary>Namespaces whose pods never reach the webhook.</summary>
    public IReadOnlyList<string> NamespacesExclude { get; init; } = ["kube-system", "spiderpool", "metallb-system", "istio-system"];

    /// <summary>If any: only the pods of these reach it.</summary>
    public IReadOnlyList<string> NamespacesInclude { get; init; } = [];
}
