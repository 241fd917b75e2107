using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Built-in kinds: lists that strategic merge patches merge are owned item by item.</summary>
internal sealed class BuiltinShape(MemberType type) : FieldShape
{
    private const string Protocol = "protocol";

    /// <summary>Types with <c>x-kubernetes-map-type: atomic</c> in the OpenAPI document of Kubernetes.</summary>
    private static readonly FrozenSet<string> AtomicTypes = new[]
    {
        "ConfigMapKeySelector", "LabelSelector", "LocalObjectReference", "NodeSelector", "NodeSelectorTerm",
        "ObjectFieldSelector", "ObjectReference", "OwnerReference", "ResourceFieldSelector", "ScopeSelector",
        "SecretKeySelector", "SecretReference", "TypedLocalObjectReference",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override bool IsAtomic => type.IsStruct
        ? AtomicTypes.Contains(type.Type!.Name)
        : type.Field?.Name is "selector" or "nodeSelector";

    public override ImmutableArray<string>? ListKeys => type.MergeKey switch
    {
        null => null,
        "" => [],
        "topologyKey" => ["topologyKey", "whenUnsatisfiable"],
        var key and ("port" or "containerPort") => [key, Protocol],
        var key => [key],
    };

    public override FieldShape Item => new BuiltinShape(type.Item());

    public override FieldShape Member(string name) => new BuiltinShape(type.Member(name));

    public override bool IsField(string name) => type.IsStruct;

    public override JsonNode? KeyDefault(string key) => key == Protocol ? "TCP" : null;
}
