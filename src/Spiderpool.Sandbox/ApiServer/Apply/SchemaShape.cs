using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Custom resources: what <c>x-kubernetes-list-type</c>, <c>-map-keys</c> and <c>-map-type</c> say.</summary>
/// <param name="isResource">With the metadata that all resources have.</param>
internal sealed class SchemaShape(StructuralSchema schema, bool isResource) : FieldShape
{
    public override bool IsAtomic => !schema.IsGranular;

    public override ImmutableArray<string>? ListKeys => schema.ListType switch
    {
        "set" => [],
        "map" => schema.ListMapKeys,
        _ => null,
    };

    public override FieldShape Item =>
        schema.Items is { } items ? new SchemaShape(items, items.EmbeddedResource) : UntypedShape.Instance;

    public override FieldShape Member(string name) =>
        isResource && name == "metadata" ? new BuiltinShape(MemberType.Metadata)
        : schema.Member(name) is { } member ? new SchemaShape(member, member.EmbeddedResource)
        : UntypedShape.Instance;

    public override bool IsField(string name) => isResource && name == "metadata" || schema.Properties.ContainsKey(name);

    public override bool Takes(string name) =>
        schema.Member(name) is not null || schema.PreserveUnknownFields || schema.AllowsAnyProperty
        || (isResource && name is "apiVersion" or "kind" or "metadata");

    public override JsonNode? KeyDefault(string key) => schema.Member(key)?.Default;
}
