using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary><c>PartialObjectMetadata</c>: an object without spec and status.</summary>
internal static class PartialMetadata
{
    public static JsonObject Of(JsonObject tree, string version) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = $"meta.k8s.io/{version}",
        ["metadata"] = tree["metadata"]?.DeepClone(),
    };
}
