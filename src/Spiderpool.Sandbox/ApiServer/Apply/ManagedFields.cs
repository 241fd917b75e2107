using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Field ownership.</summary>
internal static class ManagedFields
{
    public static void Track(ResourceDefinition resource, JsonObject tree, JsonObject? old, WriteOptions options, string now)
    {
    }
}
