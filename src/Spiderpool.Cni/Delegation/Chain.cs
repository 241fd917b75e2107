using System.Text.Json.Nodes;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Delegation;

/// <summary>
/// Calls the plugins of a list as libcni does: ADD in their order, each with the result of the one before; CHECK with that of
/// the last; DEL in the reverse order.
/// </summary>
public sealed partial class Chain(PluginExecutor executor, AttachmentCache cache)
{
    /// <summary>Attaches. A failure leaves the plugins before it in place: call <see cref="DelAsync"/>.</summary>
    /// <returns>The result of the last plugin.</returns>
    /// <exception cref="PluginException">A plugin failed; those after it were not called.</exception>
    public async Task<JsonObject> AddAsync(
        NetworkConfigList list, Attachment attachment, CancellationToken cancellationToken = default)
    {
        // Before the first plugin: after a crash between two of them, DEL knows the list.
        cache.Save(Entry(list, attachment, null));
        JsonObject? result = null;
        foreach (var plugin in list.Plugins)
        {
            result = await executor.RunAsync(
                plugin.Type, CniVerb.Add, attachment, Config(list, plugin, attachment, result), cancellationToken);
        }

        result ??= new JsonObject { ["cniVersion"] = list.Version.ToString() };
        cache.Save(Entry(list, attachment, result));
        return result;
    }

    /// <summary>Detaches; every plugin is called, also when one fails.</summary>
    /// <param name="network">Name of the list at ADD.</param>
    /// <param name="attachment">Its namespace may be gone.</param>
    /// <param name="otherwise">The list to use when nothing is kept of the ADD; null: there is nothing to do then.</param>
    /// <param name="cancellationToken">Kills the plugin at work.</param>
    /// <exception cref="AggregateException">One or more <see cref="PluginException"/>s; the DEL must be repeated.</exception>
    public async Task DelAsync(
        string network, Attachment attachment, NetworkConfigList? otherwise, CancellationToken cancellationToken = default)
    {
        var kept = cache.Find(network, attachment.ContainerId, attachment.IfName);
        var list = kept is null ? otherwise : NetworkConfigList.Parse(kept.Config);
        if (list is null)
            return;
        // Plugins of older versions do not know the key at DEL.
        var result = list.Version.HasCheck ? kept?.Result : null;
        var failures = new List<PluginException>();
        foreach (var plugin in list.Plugins.Reverse())
        {
            try
            {
                var config = Config(list, plugin, kept?.Attachment ?? attachment, result);
                await executor.RunAsync(plugin.Type, CniVerb.Del, attachment, config, cancellationToken);
            }
            catch (PluginException failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(string.Join("; ", failures.Select(failure => failure.Message)), failures);
        cache.Remove(network, attachment.ContainerId, attachment.IfName);
    }

    /// <summary>What a plugin reads: its settings, name and version of the list, the result before it.</summary>
    private static JsonObject Config(NetworkConfigList list, PluginConfig plugin, Attachment? attachment, JsonObject? previous)
    {
        var config = (JsonObject)plugin.Settings.DeepClone();
        config["name"] = list.Name;
        config["cniVersion"] = list.Version.ToString();
        if (RuntimeConfig(plugin, attachment) is { Count: > 0 } runtime)
            config["runtimeConfig"] = runtime;
        if (previous is not null)
            config["prevResult"] = previous.DeepClone();
        return config;
    }

    private static JsonObject RuntimeConfig(PluginConfig plugin, Attachment? attachment)
    {
        var runtime = new JsonObject();
        foreach (var (name, value) in attachment?.CapabilityArgs ?? [])
        {
            if (plugin.Settings.Member("capabilities").Flag(name))
                runtime[name] = value?.DeepClone();
        }

        return runtime;
    }

    private static CachedAttachment Entry(NetworkConfigList list, Attachment attachment, JsonObject? result) => new()
    {
        Config = list.Text,
        NetworkName = list.Name,
        Attachment = attachment,
        Result = result,
    };
}
