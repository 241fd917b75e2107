using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Admission.Pods;

/// <summary>Pure: from a pod to the RFC 6902 patch that names its networks and asks for their devices.</summary>
internal static class PodInjection
{
    /// <param name="pod">As it came.</param>
    /// <param name="owner">Metadata of its namespace.</param>
    /// <param name="configs">Of all namespaces.</param>
    /// <returns>Null when the pod asks for nothing.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.NetworksNotFound"/>.</exception>
    public static byte[]? Patch(JsonObject pod, ObjectMeta owner, IEnumerable<SpiderMultusConfig> configs)
    {
        // A pod in the node's namespace gets no interface, and must not hold devices of others.
        if (pod["spec"]?["hostNetwork"] is JsonValue host && host.TryGetValue<bool>(out var isHost) && isHost) return null;
        if (Wanted(pod, owner) is not var (key, value)) return null;
        var networks = Networks(configs, key, value);
        var operations = new List<JsonObject>();
        Merge(operations, pod, "/metadata/annotations", new JsonObject
        {
            [AnnotationKeys.MultusNetworks] = string.Join(',', networks.Select(ReferenceTo)),
        });
        if (Limits(pod, networks) is { Count: > 0 } limits) Merge(operations, pod, "/spec/containers/0/resources/limits", limits);
        return Encoding.UTF8.GetBytes(new JsonArray([.. operations]).ToJsonString());
    }

    /// <summary>The first key that the pod or else its namespace has; an empty value asks for nothing.</summary>
    private static (string Key, string Value)? Wanted(JsonObject pod, ObjectMeta owner)
    {
        foreach (var key in NetworkInjection.Keys)
        {
            var value = pod["metadata"]?["annotations"]?[key]?.GetValue<string>() ?? owner.Annotation(key);
            if (value is { Length: > 0 }) return (key, value);
        }
        return null;
    }

    private static List<SpiderMultusConfig> Networks(IEnumerable<SpiderMultusConfig> configs, string key, string value)
    {
        List<SpiderMultusConfig> networks =
        [
            .. configs.Where(config => !config.Metadata.IsTerminating && NetworkInjection.Has(config, key, value))
                .OrderBy(config => NetworkInjection.OrderOf(config.Spec), StringComparer.Ordinal)
                .ThenBy(config => config.Key, StringComparer.Ordinal),
        ];
        if (networks.Count == 0)
            throw new ReasonException(Reason.NetworksNotFound, $"no SpiderMultusConfig has annotation {key}: \"{Excerpt.Of(value)}\"");
        foreach (var config in networks)
        {
            if (NetworkInjection.FaultOf(config.Spec, key) is { } fault)
                throw new ReasonException(Reason.NetworksNotFound, $"SpiderMultusConfig {config.Key} has annotation {key}, which {fault}");
        }
        return networks;
    }

    private static string ReferenceTo(SpiderMultusConfig config) => $"{config.Metadata.Namespace}/{NetworkDefinition.NameOf(config)}";

    /// <summary>One of each device that no container of the pod asks for yet.</summary>
    private static JsonObject Limits(JsonObject pod, IEnumerable<SpiderMultusConfig> networks)
    {
        var limits = new JsonObject();
        foreach (var resource in networks.Select(config => NetworkInjection.ResourceOf(config.Spec)).OfType<string>())
        {
            var isAsked = pod["spec"]?["containers"] is JsonArray containers
                && containers.Any(container => container?["resources"]?["limits"] is JsonObject present && present.ContainsKey(resource));
            if (!isAsked) limits[resource] = "1";
        }
        return limits;
    }

    /// <summary>Adds members to an object of the pod, with the objects above it that are missing.</summary>
    private static void Merge(List<JsonObject> operations, JsonObject pod, string path, JsonObject members)
    {
        JsonNode? node = pod;
        var steps = path.Split('/')[1..];
        for (var i = 0; i < steps.Length; i++)
        {
            var next = node is JsonArray array ? array.ElementAtOrDefault(int.Parse(steps[i])) : node![steps[i]];
            if (next is null)
            {
                JsonNode value = members;
                foreach (var step in steps[(i + 1)..].Reverse()) value = new JsonObject { [step] = value };
                operations.Add(Add('/' + string.Join('/', steps[..(i + 1)]), value));
                return;
            }
            node = next;
        }
        foreach (var (name, value) in members) operations.Add(Add($"{path}/{JsonPatch.Escape(name)}", value!.DeepClone()));
    }

    private static JsonObject Add(string path, JsonNode value) => new() { ["op"] = "add", ["path"] = path, ["value"] = value };
}
