using System.Text.Json.Nodes;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>A schema somewhere in a manifest.</summary>
/// <param name="Path">As in <c>.spec.routes[].dst</c>.</param>
internal sealed record SchemaNode(string Path, JsonObject Schema, SchemaNode? Parent)
{
    public override string ToString() => Path;

    public string? Type => (string?)Schema["type"];

    public bool IsItem => Path.EndsWith("[]", StringComparison.Ordinal);

    public IEnumerable<string> Required => Schema["required"]?.AsArray().Select(name => (string)name!) ?? [];

    public IEnumerable<JsonObject> Rules => Schema["x-kubernetes-validations"]?.AsArray().Select(rule => rule!.AsObject()) ?? [];

    /// <summary>Properties, or the item of an array; not the envelope that each object has.</summary>
    public IEnumerable<SchemaNode> Children
    {
        get
        {
            foreach (var (name, schema) in Schema["properties"]?.AsObject() ?? [])
            {
                if (Parent is not null || name is not ("apiVersion" or "kind" or "metadata"))
                    yield return new SchemaNode($"{Path}.{name}", schema!.AsObject(), this);
            }

            if (Schema["items"] is JsonObject items)
                yield return new SchemaNode($"{Path}[]", items, this);
        }
    }

    public IEnumerable<SchemaNode> Descendants() => Children.SelectMany(child => child.Descendants().Prepend(child));
}
