using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>How the values at a place are owned: as a whole, or member by member.</summary>
internal abstract class FieldShape
{
    /// <summary>Objects have one owner as a whole.</summary>
    public virtual bool IsAtomic => false;

    /// <summary>What tells the items of a list apart: null for lists owned as a whole, empty for sets.</summary>
    public virtual ImmutableArray<string>? ListKeys => null;

    /// <summary>The shape of the items of a list.</summary>
    public abstract FieldShape Item { get; }

    public static FieldShape Of(ResourceDefinition resource) =>
        resource.Schema is { } schema ? new SchemaShape(schema, isResource: true) : new BuiltinShape(MemberType.Of(resource));

    public abstract FieldShape Member(string name);

    /// <summary>Whether a member is a field of the kind, which is there whenever something in it is, or a map key.</summary>
    public abstract bool IsField(string name);

    /// <summary>Whether the kind may have the member at all.</summary>
    public virtual bool Takes(string name) => true;

    /// <summary>Of an item: the value of a key that is not given.</summary>
    public virtual JsonNode? KeyDefault(string key) => null;
}
