namespace Spiderpool.Kubernetes;

/// <summary>One or several kubeconfig files laid over each other: of each name, the first definition counts.</summary>
internal sealed partial class Kubeconfig
{
    private readonly Dictionary<string, KubeconfigEntry> _clusters = [], _users = [], _contexts = [];
    private readonly string _files;
    private string? _currentContext;

    private Kubeconfig(IReadOnlyList<string> paths) => _files = string.Join(", ", paths);

    public static Kubeconfig Read(IReadOnlyList<string> paths)
    {
        var config = new Kubeconfig(paths);
        foreach (var path in paths)
            config.Add(KubeconfigYaml.Read(path));
        return config;
    }

    private void Add(KubeconfigEntry root)
    {
        if (_currentContext is not { Length: > 0 })
            _currentContext = root.Text("current-context");
        Add(root, "clusters", "cluster", _clusters);
        Add(root, "users", "user", _users);
        Add(root, "contexts", "context", _contexts);
    }

    private static void Add(KubeconfigEntry root, string list, string key, Dictionary<string, KubeconfigEntry> target)
    {
        foreach (var item in root.Items(list))
        {
            if (item.Text("name") is { } name && item.Child(key) is { } value)
                target.TryAdd(name, value);
        }
    }

    private KubeconfigEntry Find(Dictionary<string, KubeconfigEntry> entries, string kind, string name) =>
        entries.GetValueOrDefault(name) ?? throw new KubernetesConfigurationException(
            $"{_files}: no {kind} \"{name}\"; there is {(entries.Count == 0 ? "none" : string.Join(", ", entries.Keys))}");
}
