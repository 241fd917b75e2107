using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Tests;

/// <summary>Pods that any API server takes; no kubelet runs them.</summary>
internal static class Pods
{
    public static Pod New(string ns, string name, string node = "", OwnerReference? owner = null) => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name, OwnerReferences = owner is null ? null : [owner] },
        Spec = new PodSpec
        {
            NodeName = node.Length > 0 ? node : null,
            RestartPolicy = "Never",
            OtherFields = new() { ["containers"] = JsonSerializer.SerializeToElement(new[] { new { name = "main", image = "none" } }) },
        },
    };
}
