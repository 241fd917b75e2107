using System.Text.Json;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.CniChain;

/// <summary>The attachments of a node, a file each, so that DEL works after a restart.</summary>
public sealed class AttachmentCache(string folder)
{
    /// <summary>Keeps an attachment, in place of what was kept of it before.</summary>
    public void Save(CachedAttachment attachment) => AtomicFile.Write(
        PathOf(attachment.NetworkName, attachment.ContainerId, attachment.IfName),
        JsonSerializer.SerializeToUtf8Bytes(attachment, StateJson.Default.CachedAttachment));

    public CachedAttachment? Find(string network, string containerId, string ifName) =>
        Read(PathOf(network, containerId, ifName));

    /// <summary>All attachments of a network.</summary>
    public IReadOnlyList<CachedAttachment> Of(string network) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)
            .OfType<CachedAttachment>().Where(item => item.NetworkName == network)];

    public void Remove(string network, string containerId, string ifName)
    {
        // Without the folder there is no file to delete, which File.Delete would not accept.
        if (Directory.Exists(folder))
            File.Delete(PathOf(network, containerId, ifName));
    }

    private static CachedAttachment? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Default.CachedAttachment);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // A file that cannot be read is as good as none: DEL goes by the configuration of today.
            return null;
        }
    }

    private string PathOf(string network, string containerId, string ifName) =>
        Path.Combine(folder, $"{network}-{containerId}-{ifName}.json");
}
