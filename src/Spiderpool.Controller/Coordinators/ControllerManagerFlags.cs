using System.Text.Json;
using Spiderpool.Api.Core;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Pure: the ranges on the command line of a kube-controller-manager pod.</summary>
internal static class ControllerManagerFlags
{
    public const string Selector = "component=kube-controller-manager";

    private const string Pods = "--cluster-cidr", Services = "--service-cluster-ip-range";

    /// <summary>
    /// Reads <c>command</c> and <c>args</c> of the first container; flags as one word or two, also within a shell's script.
    /// </summary>
    public static ClusterCidrs Parse(Pod pod)
    {
        if (pod.Spec?.OtherFields is not { } fields || !fields.TryGetValue("containers", out var containers)
            || containers is not { ValueKind: JsonValueKind.Array } || containers.GetArrayLength() == 0) return ClusterCidrs.None;
        string[] words = [.. Texts(containers[0], "command").Concat(Texts(containers[0], "args"))
            .SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
        return new(ValueOf(words, Pods), ValueOf(words, Services));
    }

    private static IEnumerable<string> Texts(JsonElement container, string field) =>
        container is { ValueKind: JsonValueKind.Object } && container.TryGetProperty(field, out var items)
        && items is { ValueKind: JsonValueKind.Array }
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : [];

    private static string[] ValueOf(string[] words, string flag)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var value = words[i] == flag && i + 1 < words.Length ? words[i + 1]
                : words[i].StartsWith(flag + "=", StringComparison.Ordinal) ? words[i][(flag.Length + 1)..] : null;
            if (value is not null)
                return value.Trim('"', '\'').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        return [];
    }
}
