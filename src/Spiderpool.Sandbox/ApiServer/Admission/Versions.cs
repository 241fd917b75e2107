using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Objects in other versions of the same resource.</summary>
internal static class Versions
{
    /// <returns>A copy.</returns>
    public static JsonObject? Convert(JsonObject? tree, ResourceDefinition from, ResourceDefinition to)
    {
        if (tree is null)
            return null;
        var copy = tree.Copy();
        if (from == to)
            return copy;
        from.ToStored(copy);
        return to.ServesStoredForm ? copy : to.FromStored(copy);
    }
}
