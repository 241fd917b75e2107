using Spiderpool.Linux.Files;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The records of the node's sandboxes, a file each.</summary>
internal sealed class PodRecords(string folder)
{
    public void Save(PodRecord record) => AtomicFile.Write(PathOf(record.ContainerId), record.ToJson());

    public PodRecord? Find(string containerId) => Read(PathOf(containerId));

    public IReadOnlyList<PodRecord> All() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).OfType<PodRecord>()];

    public void Remove(string containerId)
    {
        // Without the folder there is no file to delete, which File.Delete would not accept.
        if (Directory.Exists(folder)) File.Delete(PathOf(containerId));
    }

    private static PodRecord? Read(string path)
    {
        try
        {
            return PodRecord.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            return null;
        }
    }

    private string PathOf(string containerId) => Path.Combine(folder, $"{containerId}.json");
}
