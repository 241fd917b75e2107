using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>An entry of <c>metadata.ownerReferences</c>.</summary>
/// <param name="Blocks"><c>blockOwnerDeletion</c>: a foreground deletion of the owner waits for this dependent.</param>
internal sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Blocks)
{
    public static ImmutableArray<OwnerReference> Of(JsonObject tree)
    {
        var references = tree.Object("metadata").Array("ownerReferences");
        return references is not { Count: > 0 }
            ? []
            : [.. references.OfType<JsonObject>().Select(item => new OwnerReference(item.Text("apiVersion") ?? "",
                item.Text("kind") ?? "", item.Text("name") ?? "", item.Text("uid") ?? "", item.Flag("blockOwnerDeletion")))];
    }
}
