using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>A field that field selectors may name; an absent value reads as the empty string.</summary>
/// <param name="Name">As written in the selector, such as <c>spec.nodeName</c>.</param>
internal sealed record SelectableField(string Name)
{
    private readonly string[] _path = Name.Split('.');

    public static readonly ImmutableArray<SelectableField> Metadata =
        [new("metadata.name"), new("metadata.namespace")];

    public static ImmutableArray<SelectableField> With(params string[] names) =>
        [.. Metadata, .. names.Select(name => new SelectableField(name))];

    public string Read(JsonObject tree) => tree.At(_path) switch
    {
        null => "",
        JsonValue value when value.AsText() is { } text => text,
        var other => other.ToJsonString(),
    };
}
