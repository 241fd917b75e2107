using System.Text.RegularExpressions;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Pure: the ranges in key ClusterConfiguration of ConfigMap kubeadm-config (kubeadm.k8s.io, networking).</summary>
internal static partial class KubeadmConfiguration
{
    public const string Namespace = "kube-system", Name = "kubeadm-config", Key = "ClusterConfiguration";

    public static ClusterCidrs Parse(string? yaml) => yaml is null ? ClusterCidrs.None
        : new(Lists(PodSubnet().Match(yaml)), Lists(ServiceSubnet().Match(yaml)));

    private static string[] Lists(Match match) => match.Groups[1].Value
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("""^[ \t]*podSubnet:[ \t]*["']?([0-9a-fA-F.:/, \t]+)""", RegexOptions.Multiline)]
    private static partial Regex PodSubnet();

    [GeneratedRegex("""^[ \t]*serviceSubnet:[ \t]*["']?([0-9a-fA-F.:/, \t]+)""", RegexOptions.Multiline)]
    private static partial Regex ServiceSubnet();
}
