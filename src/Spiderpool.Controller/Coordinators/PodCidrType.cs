namespace Spiderpool.Controller.Coordinators;

/// <summary>Values of podCIDRType, and what auto means (spec/cni.md 6).</summary>
internal static class PodCidrType
{
    public const string Auto = "auto", Cluster = "cluster", Calico = "calico", Cilium = "cilium", None = "none";

    /// <param name="wanted">As in the spec.</param>
    /// <param name="overlay">Name of the first CNI network of the node; null for none.</param>
    public static string Resolve(string? wanted, string? overlay) => wanted switch
    {
        null => None,
        not Auto => wanted,
        _ => overlay switch
        {
            "calico" or "k8s-pod-network" => Calico,
            "cilium" => Cilium,
            "flannel" => Cluster,
            _ => None,
        },
    };
}
