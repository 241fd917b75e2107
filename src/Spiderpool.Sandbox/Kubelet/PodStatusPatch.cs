using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>Merge patches of a pod's status, for the pod with that UID alone.</summary>
internal static class PodStatusPatch
{
    /// <summary>All containers run.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="podIPs">Its addresses; the first is <c>podIP</c>.</param>
    /// <param name="hostIPs">Those of its node.</param>
    /// <param name="since">When it started.</param>
    public static byte[] Running(Pod pod, IEnumerable<Address> podIPs, IEnumerable<Address> hostIPs, DateTimeOffset since)
    {
        var status = Status(pod, hostIPs, since, isReady: true,
            container => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Time(since) } });
        status["phase"] = "Running";
        var addresses = Addresses(podIPs);
        status["podIP"] = addresses.Count > 0 ? addresses[0]!["ip"]!.GetValue<string>() : null;
        status["podIPs"] = addresses;
        return Patch(pod, status);
    }

    /// <summary>The pod waits for its sandbox.</summary>
    /// <inheritdoc cref="Running"/>
    public static byte[] Waiting(Pod pod, IEnumerable<Address> hostIPs, DateTimeOffset since)
    {
        var status = Status(pod, hostIPs, since, isReady: false,
            container => new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } });
        status["phase"] = "Pending";
        return Patch(pod, status);
    }

    private static JsonObject Status(
        Pod pod, IEnumerable<Address> hostIPs, DateTimeOffset since, bool isReady, Func<string, JsonObject> state)
    {
        var hosts = Addresses(hostIPs);
        return new JsonObject
        {
            ["startTime"] = Time(since),
            ["hostIP"] = hosts.Count > 0 ? hosts[0]!["ip"]!.GetValue<string>() : null,
            ["hostIPs"] = hosts,
            ["conditions"] = new JsonArray([.. new[]
            {
                ("PodReadyToStartContainers", isReady), ("Initialized", true), ("Ready", isReady), ("ContainersReady", isReady),
                ("PodScheduled", true),
            }.Select(item => (JsonNode)new JsonObject
            {
                ["type"] = item.Item1,
                ["status"] = item.Item2 ? "True" : "False",
                ["lastTransitionTime"] = Time(since),
            })]),
            ["containerStatuses"] = new JsonArray([.. pod.Containers().Select(container => (JsonNode)new JsonObject
            {
                ["name"] = container.Name,
                ["image"] = container.Image,
                ["imageID"] = "",
                ["ready"] = isReady,
                ["started"] = isReady,
                ["restartCount"] = 0,
                ["state"] = state(container.Name),
            })]),
        };
    }

    private static JsonArray Addresses(IEnumerable<Address> addresses) =>
        new([.. addresses.Select(address => (JsonNode)new JsonObject { ["ip"] = address.ToString() })]);

    private static byte[] Patch(Pod pod, JsonObject status) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["metadata"] = new JsonObject { ["uid"] = pod.Metadata.Uid },
        ["status"] = status,
    }.ToJsonString());

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
