namespace Spiderpool.Api.AgentApi;

/// <summary>
/// One interface of a pod, as the annotation k8s.v1.cni.cncf.io/network-status shows it (Kubernetes Network Custom Resource
/// Definition De-facto Standard 5.2).
/// </summary>
public sealed record NetworkStatus
{
    /// <summary>Annotation of pods that has an array of these.</summary>
    public const string Annotation = "k8s.v1.cni.cncf.io/network-status";

    public string Name { get; init => field = value ?? ""; } = "";

    public string Interface { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Ips { get; init => field = value ?? []; } = [];

    public string? Mac { get; init; }

    public int? Mtu { get; init; }

    /// <summary>Whether it is the interface that Kubernetes knows the pod by.</summary>
    public bool Default { get; init; }

    public IReadOnlyList<string>? Gateway { get; init; }

    /// <summary>Always an object.</summary>
    public Dns Dns { get; init => field = value ?? new(); } = new();
}
