using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Subnets;

/// <summary>The pools that a SpiderSubnet has given addresses to: the JSON text of its status (spec/crds.md 4.2).</summary>
public static class ControlledPools
{
    /// <summary>Text that cannot be read counts as none: the reconciler builds it anew from the pools.</summary>
    public static IReadOnlyDictionary<string, ControlledIPPool> Of(SpiderSubnet subnet)
    {
        if (subnet.Status?.ControlledIPPools is not { Length: > 0 } text) return new Dictionary<string, ControlledIPPool>();
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.Default.DictionaryStringControlledIPPool) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, ControlledIPPool>();
        }
    }

    /// <summary>The addresses of an entry; items that cannot be read count as none.</summary>
    public static RangeSet RangesOf(ControlledIPPool entry) => RangeSet.Of(entry.Ips
        .Select(item => AddressRange.TryParse(item, out var range) ? range : (AddressRange?)null).OfType<AddressRange>());

    /// <returns>Null without pools, as controllers test for absence.</returns>
    public static string? Write(IReadOnlyDictionary<string, ControlledIPPool> pools) => pools.Count == 0
        ? null
        : JsonSerializer.Serialize(
            pools.OrderBy(pool => pool.Key, StringComparer.Ordinal).ToDictionary(), ApiJson.Default.DictionaryStringControlledIPPool);
}
