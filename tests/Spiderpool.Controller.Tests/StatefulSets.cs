using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Tests;

/// <summary>StatefulSets that a real API server accepts.</summary>
internal static class StatefulSets
{
    public static StatefulSet New(string ns, string name, int replicas) => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name },
        Spec = new StatefulSetSpec
        {
            Replicas = replicas,
            OtherFields = new()
            {
                ["serviceName"] = JsonSerializer.SerializeToElement(name),
                ["selector"] = JsonSerializer.SerializeToElement(new { matchLabels = new { app = name } }),
                ["template"] = JsonSerializer.SerializeToElement(new
                {
                    metadata = new { labels = new { app = name } },
                    spec = new { containers = new[] { new { name = "main", image = "none" } } },
                }),
            },
        },
    };
}
