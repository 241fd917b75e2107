namespace Spiderpool.Kubernetes;

/// <summary>The usual places to learn how to reach the API server.</summary>
public static class KubernetesConfiguration
{
    private const string ServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Whether the process runs in a pod.</summary>
    public static bool IsInCluster => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 };

    /// <summary>From the service account that the kubelet mounts into a pod.</summary>
    /// <exception cref="KubernetesConfigurationException">This is no pod, or it has no service account.</exception>
    public static KubernetesClientOptions InCluster() => InCluster(ServiceAccount);

    /// <param name="path">Kubeconfig file, YAML or JSON.</param>
    /// <param name="context">Name of a context in it; null: its <c>current-context</c>.</param>
    /// <exception cref="KubernetesConfigurationException">The file, a key in it or a file it names cannot be used.</exception>
    public static KubernetesClientOptions FromKubeconfig(string path, string? context = null) =>
        Kubeconfig.Read([path]).ToOptions(context);

    /// <summary>
    /// The first that is there: the given file, those of $KUBECONFIG (the first to define a name wins, as in kubectl), the service
    /// account of the pod, ~/.kube/config.
    /// </summary>
    /// <param name="kubeconfigPath">Value of <c>--kubeconfig</c>; null or empty when not given.</param>
    /// <exception cref="KubernetesConfigurationException">None is there, or the one that is cannot be used.</exception>
    public static KubernetesClientOptions Load(string? kubeconfigPath)
    {
        if (kubeconfigPath is { Length: > 0 })
            return FromKubeconfig(kubeconfigPath);
        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } variable)
            return FromVariable(variable);
        if (IsInCluster)
            return InCluster();
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return File.Exists(home)
            ? FromKubeconfig(home)
            : throw new KubernetesConfigurationException(
                $"no access to a cluster: pass --kubeconfig, set KUBECONFIG, or create {home} (this is no pod either)");
    }

    internal static KubernetesClientOptions InCluster(string directory)
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (host is not { Length: > 0 } || port is not { Length: > 0 })
            throw new KubernetesConfigurationException(
                "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: this is no pod; pass --kubeconfig");
        var (authority, token) = (Path.Combine(directory, "ca.crt"), Path.Combine(directory, "token"));
        foreach (var file in new[] { authority, token })
        {
            if (!File.Exists(file))
                throw new KubernetesConfigurationException(
                    $"{file} is missing: set automountServiceAccountToken on the pod, or pass --kubeconfig");
        }

        var name = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new KubernetesClientOptions
        {
            Server = new Uri($"https://{name}:{port}"),
            TokenFile = token,
            CertificateAuthority = File.ReadAllBytes(authority),
        };
    }

    private static KubernetesClientOptions FromVariable(string variable)
    {
        var named = variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var present = named.Where(File.Exists).ToArray();
        return present.Length == 0
            ? throw new KubernetesConfigurationException($"no file named by KUBECONFIG exists: {variable}")
            : Kubeconfig.Read(present).ToOptions(null);
    }
}
