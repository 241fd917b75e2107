using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>One immutable revision of an object; its bytes are shared by every response and watch that sends it.</summary>
internal sealed class StoredObject
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = FrozenDictionary<string, string>.Empty;
    private JsonObject? _tree;

    /// <param name="tree">Must not change any more.</param>
    public StoredObject(JsonObject tree, long revision, ImmutableArray<SelectableField> selectable)
    {
        var metadata = tree.Object("metadata");
        Namespace = metadata.Text("namespace") ?? "";
        Name = metadata.Text("name") ?? "";
        Uid = metadata.Text("uid") ?? "";
        Revision = revision;
        Labels = ReadLabels(metadata.Object("labels"));
        Fields = [.. selectable.Select(field => field.Read(tree))];
        Bytes = JsonText.Serialize(tree);
        _tree = tree;
    }

    public string Namespace { get; }

    public string Name { get; }

    public string Uid { get; }

    public long Revision { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Values of the resource's selectable fields, in their order.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>The object as UTF-8 JSON in its stored version.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The object as a tree that must not be changed; parsed again when it was released.</summary>
    public JsonObject Tree
    {
        get
        {
            var tree = Volatile.Read(ref _tree);
            if (tree is null)
                Volatile.Write(ref _tree, tree = JsonText.ParseObject(Bytes));
            return tree;
        }
    }

    public string Key => KeyOf(Namespace, Name);

    public bool IsDeleting => Tree.Object("metadata").Text("deletionTimestamp") is not null;

    public static string KeyOf(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}/{name}";

    /// <summary>Lets go of the tree once a newer revision exists; history keeps only bytes.</summary>
    public void ReleaseTree() => Volatile.Write(ref _tree, null);

    private static IReadOnlyDictionary<string, string> ReadLabels(JsonObject? labels)
    {
        if (labels is null || labels.Count == 0)
            return NoLabels;
        var result = new Dictionary<string, string>(labels.Count, StringComparer.Ordinal);
        foreach (var (key, value) in labels)
            result[key] = value.AsText() ?? "";
        return result;
    }
}
