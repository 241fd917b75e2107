using System.Text.Json;
using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Reports;

internal static class NodeFields
{
    /// <summary>Addresses of type InternalIP in the status.</summary>
    public static IEnumerable<string> InternalIPs(Node node)
    {
        if (node.Status?.OtherFields?.GetValueOrDefault("addresses") is not { ValueKind: JsonValueKind.Array } addresses)
            yield break;
        foreach (var item in addresses.EnumerateArray())
        {
            if (item.GetProperty("type").GetString() == "InternalIP")
                yield return item.GetProperty("address").GetString()!;
        }
    }
}
