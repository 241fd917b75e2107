using System.Text.Json;
using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>Fields of a pod that only kubelets, schedulers and controllers read.</summary>
internal static class PodFields
{
    /// <summary>Name and image of each container.</summary>
    public static IEnumerable<(string Name, string Image)> Containers(this Pod pod)
    {
        if (pod.Spec?.OtherFields?.GetValueOrDefault("containers") is not { ValueKind: JsonValueKind.Array } containers)
            yield break;
        foreach (var container in containers.EnumerateArray())
            yield return (Text(container, "name"), Text(container, "image"));
    }

    public static IReadOnlyDictionary<string, string> NodeSelector(this Pod pod)
    {
        var selector = new Dictionary<string, string>();
        if (pod.Spec?.OtherFields?.GetValueOrDefault("nodeSelector") is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var item in given.EnumerateObject())
                selector[item.Name] = item.Value.ToString();
        }

        return selector;
    }

    /// <summary>Whether the condition Ready is True.</summary>
    public static bool IsReady(this Pod pod)
    {
        if (pod.Status?.OtherFields?.GetValueOrDefault("conditions") is not { ValueKind: JsonValueKind.Array } conditions)
            return false;
        return conditions.EnumerateArray().Any(item => Text(item, "type") == "Ready" && Text(item, "status") == "True");
    }

    /// <summary>All addresses, as in <c>status.podIPs</c>.</summary>
    public static IEnumerable<string> PodIPs(this Pod pod)
    {
        if (pod.Status?.OtherFields?.GetValueOrDefault("podIPs") is not { ValueKind: JsonValueKind.Array } addresses)
            yield break;
        foreach (var item in addresses.EnumerateArray())
            yield return Text(item, "ip");
    }

    private static string Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";
}
