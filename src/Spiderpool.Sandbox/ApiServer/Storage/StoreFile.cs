using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>The whole store as a file: the revision, then a line with store and object for each object.</summary>
internal static class StoreFile
{
    public static async Task SaveAsync(string path, ObjectStore store, CancellationToken cancellation)
    {
        var temporary = path + ".new";
        await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
        {
            // Definitions come first, so that loading knows the resources of the objects after them.
            var crds = BuiltinResources.CustomResourceDefinitions.StoreKey;
            var stores = store.All.OrderByDescending(item => item.Key == crds).ThenBy(item => item.Key.ToString(), StringComparer.Ordinal);
            await WriteLineAsync(file, new JsonObject { ["revision"] = store.Revisions.Current }, cancellation);
            foreach (var objects in stores)
            {
                foreach (var item in objects.Snapshot().Objects.Values)
                {
                    await WriteLineAsync(file, new JsonObject
                    {
                        ["group"] = objects.Key.Group,
                        ["resource"] = objects.Key.Plural,
                        ["object"] = item.Tree.DeepClone(),
                    }, cancellation);
                }
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">The file is not one that <see cref="SaveAsync"/> wrote.</exception>
    public static async Task LoadAsync(string path, ObjectStore store, ResourceRegistry registry, CancellationToken cancellation)
    {
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            var record = Parse(path, line);
            if (record.Integer("revision") is { } revision)
                store.Revisions.ContinueAfter(revision);
            if (record.Take("object") is not JsonObject tree)
                continue;
            var key = new StoreKey(record.Text("group") ?? "", record.Text("resource") ?? "");
            store.Of(key).Load(tree, long.Parse(tree.At("metadata", "resourceVersion").AsText() ?? "0"));
            if (key == BuiltinResources.CustomResourceDefinitions.StoreKey)
                CustomResources.Register(tree, registry, store);
        }
    }

    private static JsonObject Parse(string path, string line)
    {
        try
        {
            return JsonText.ParseObject(Encoding.UTF8.GetBytes(line));
        }
        catch (ApiException e)
        {
            throw new InvalidDataException(
                $"{path} is not a snapshot of the sandbox's API server: {e.Message}; move it away to start empty", e);
        }
    }

    private static async Task WriteLineAsync(FileStream file, JsonObject record, CancellationToken cancellation)
    {
        await file.WriteAsync(JsonText.Serialize(record), cancellation);
        file.WriteByte((byte)'\n');
    }
}
