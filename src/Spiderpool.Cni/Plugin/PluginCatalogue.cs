namespace Spiderpool.Cni.Plugin;

/// <summary>The plugins of the binary by name.</summary>
public static class PluginCatalogue
{
    public static IReadOnlyList<ICniPlugin> All { get; } =
        [new Ipam.IpamPlugin(), new Coordinator.CoordinatorPlugin(), new MultiNetwork.MultinicPlugin()];

    /// <summary>The plugin that a path names, as the runtime calls it: <c>/opt/cni/bin/spiderpool</c>.</summary>
    /// <returns>Null for a name that no plugin has.</returns>
    public static ICniPlugin? Find(string path)
    {
        // Without its extension: not compiled ahead of time, the program is spiderpool.dll.
        var name = Path.GetFileNameWithoutExtension(path.AsSpan());
        foreach (var plugin in All)
        {
            if (name.SequenceEqual(plugin.Name)) return plugin;
        }
        return null;
    }
}
