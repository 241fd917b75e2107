using Spiderpool.Linux.Files;

namespace Spiderpool.Cni.Delegation;

/// <summary>Attachments, a file each, so that DEL works after a restart.</summary>
public sealed class AttachmentCache(string folder)
{
    /// <summary>Keeps an attachment, in place of what was kept of it before.</summary>
    public void Save(CachedAttachment kept) => AtomicFile.Write(
        PathOf(kept.NetworkName, kept.Attachment.ContainerId, kept.Attachment.IfName), kept.ToJson().ToJsonString());

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
            return CachedAttachment.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(string network, string containerId, string ifName) =>
        Path.Combine(folder, $"{network}-{containerId}-{ifName}.json");
}
