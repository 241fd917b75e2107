using System.Text.Json.Nodes;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Delegation;

public sealed partial class Chain
{
    private const string ValidAttachmentsKey = "cni.dev/valid-attachments";

    /// <summary>Whether an attachment is as ADD left it. Nothing is asked where version or list exclude CHECK.</summary>
    /// <exception cref="PluginException">A plugin says no, or nothing is kept of the ADD.</exception>
    public async Task CheckAsync(NetworkConfigList list, Attachment attachment, CancellationToken cancellationToken = default)
    {
        if (!list.Version.HasCheck || list.DisableCheck)
            return;
        var kept = cache.Find(list.Name, attachment.ContainerId, attachment.IfName);
        var result = kept?.Result
            ?? throw new PluginException(list.Plugins[0].Type, CniVerb.Check, 0, $"no result of ADD is kept for {attachment.ContainerId}");
        foreach (var plugin in list.Plugins)
        {
            var config = Config(list, plugin, kept!.Attachment, result);
            await executor.RunAsync(plugin.Type, CniVerb.Check, attachment, config, cancellationToken);
        }
    }

    /// <summary>Whether the plugins can serve ADD; versions before 1.1.0 have no such question.</summary>
    /// <exception cref="PluginException">The first plugin that cannot.</exception>
    public async Task StatusAsync(NetworkConfigList list, CancellationToken cancellationToken = default)
    {
        if (!list.Version.HasGcAndStatus)
            return;
        foreach (var plugin in list.Plugins)
            await executor.RunAsync(plugin.Type, CniVerb.Status, null, Config(list, plugin, null, null), cancellationToken);
    }

    /// <summary>
    /// Detaches what is kept and not in the list of those in use, then lets the plugins themselves clean up, as far as
    /// version and list have GC.
    /// </summary>
    /// <exception cref="AggregateException">What failed; the rest was done.</exception>
    public async Task GcAsync(
        NetworkConfigList list, IReadOnlyCollection<CniAttachment> inUse, CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        foreach (var stale in cache.Of(list.Name).Where(kept => !inUse.Contains(Named(kept.Attachment))))
        {
            await CollectAsync(failures, () => DelAsync(list.Name, stale.Attachment, list, cancellationToken));
        }

        foreach (var plugin in list.Version.HasGcAndStatus && !list.DisableGc ? list.Plugins : [])
        {
            var config = Config(list, plugin, null, null);
            config[ValidAttachmentsKey] = new JsonArray([.. inUse.Select(item =>
                (JsonNode)new JsonObject { ["containerID"] = item.ContainerId, ["ifname"] = item.IfName })]);
            await CollectAsync(failures, () => executor.RunAsync(plugin.Type, CniVerb.Gc, null, config, cancellationToken));
        }

        if (failures.Count > 0)
            throw new AggregateException(string.Join("; ", failures.Select(failure => failure.Message)), failures);
    }

    private static CniAttachment Named(Attachment attachment) => new(attachment.ContainerId, attachment.IfName);

    private static async Task CollectAsync(List<Exception> failures, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e) when (e is PluginException or AggregateException)
        {
            failures.Add(e);
        }
    }
}
