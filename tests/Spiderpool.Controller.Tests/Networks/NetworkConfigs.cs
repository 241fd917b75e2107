using System.Text.Json;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>SpiderMultusConfigs as their JSON says.</summary>
internal static class NetworkConfigs
{
    public static SpiderMultusConfig Read(string spec, params (string Key, string Value)[] annotations) => new()
    {
        Metadata = new()
        {
            Namespace = "shop",
            Name = "lan",
            Uid = "uid-lan",
            Generation = 1,
            Annotations = annotations.Length == 0 ? null : annotations.ToDictionary(pair => pair.Key, pair => pair.Value),
        },
        Spec = JsonSerializer.Deserialize($$"""{"spec":{{spec}}}""", SpiderMultusConfig.JsonType)!.Spec,
    };
}
