using System.Collections.Concurrent;
using System.Text.Json;
using Spiderpool.Linux.Files;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>The sandboxes of a node: a file each, and a copy in memory.</summary>
public sealed class SandboxStore
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, PodSandbox> _sandboxes = new();

    public SandboxStore(string folder)
    {
        _folder = folder;
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            if (TryRead(path) is { } sandbox)
                _sandboxes[sandbox.Id] = sandbox;
        }
    }

    public IReadOnlyList<PodSandbox> All => [.. _sandboxes.Values.OrderBy(sandbox => sandbox.CreatedAt)];

    /// <summary>Sandboxes of a pod's name, of any UID, the oldest first.</summary>
    /// <param name="key"><c>namespace/name</c>.</param>
    public IReadOnlyList<PodSandbox> Of(string key) => [.. All.Where(sandbox => sandbox.Key == key)];

    public void Save(PodSandbox sandbox)
    {
        AtomicFile.Write(PathOf(sandbox.Id), JsonSerializer.SerializeToUtf8Bytes(sandbox, StateJson.Default.PodSandbox));
        _sandboxes[sandbox.Id] = sandbox;
    }

    public void Remove(string id)
    {
        File.Delete(PathOf(id));
        _sandboxes.TryRemove(id, out _);
    }

    /// <summary>Null when the kubelet, which others look on, has removed it meanwhile.</summary>
    private static PodSandbox? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Default.PodSandbox);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(_folder, $"{id}.json");
}
