using System.Text.Json;
using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Reports;

internal static class NodeFields
{
    /// <summary>Addresses of type InternalIP in the status.</summary>
    public static IEnumerable<string> InternalIPs(Node node)
    {
        if (node.OtherFields?.GetValueOrDefault("status") is not { ValueKind: JsonValueKind.Object } status
            || !status.TryGetProperty("addresses", out var addresses) || addresses.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var item in addresses.EnumerateArray())
        {
            if (item.GetProperty("type").GetString() == "InternalIP")
                yield return item.GetProperty("address").GetString()!;
        }
    }
}
