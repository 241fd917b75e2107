using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Patches;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Built-in kinds, which have no schema here: by the names of members, as strategic merge patches know lists.</summary>
/// <param name="parent">Name of the member that holds this one; empty at the root.</param>
/// <param name="name">Of this member; the items of a list have the name of the list.</param>
internal sealed class BuiltinShape(string parent, string name) : FieldShape
{
    private const string Protocol = "protocol";

    public override bool IsAtomic => name is "selector" or "labelSelector" or "namespaceSelector" or "nodeSelector" or "fieldRef"
        or "resourceFieldRef" or "secretKeyRef" or "configMapKeyRef" or "targetRef" or "involvedObject" or "claimRef";

    public override ImmutableArray<string>? ListKeys => MergeKeys.Of(parent, name) switch
    {
        null => null,
        "" => [],
        "topologyKey" => ["topologyKey", "whenUnsatisfiable"],
        var key and ("port" or "containerPort") => [key, Protocol],
        var key => [key],
    };

    public override FieldShape Item => this;

    public override FieldShape Member(string member) => new BuiltinShape(name, member);

    public override bool IsField(string member) => name is not ("labels" or "annotations" or "data" or "binaryData"
        or "matchLabels" or "limits" or "requests" or "capacity" or "allocatable" or "overhead");

    public override JsonNode? KeyDefault(string key) => key == Protocol ? "TCP" : null;
}
