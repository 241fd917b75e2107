using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>The Node object of a virtual node, as its kubelet would write it.</summary>
public sealed class NodeRegistration(KubernetesClient client, TimeProvider time)
{
    /// <summary>Creates the object, if it is not there, and says that the node is ready.</summary>
    /// <exception cref="KubernetesApiException">The API server refuses or does not answer.</exception>
    public async Task RegisterAsync(VirtualNode node, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(new Node
            {
                Metadata = new ObjectMeta
                {
                    Name = node.Name,
                    Labels = new Dictionary<string, string>
                    {
                        ["kubernetes.io/hostname"] = node.Name,
                        ["kubernetes.io/os"] = "linux",
                    },
                },
            }, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // From before a restart, perhaps with labels of the user.
        }

        await PatchAsync(node.Name, Status(node), cancellationToken);
    }

    /// <summary>Says of a node that its kubelet has fallen silent.</summary>
    /// <exception cref="KubernetesApiException">The API server refuses or does not answer.</exception>
    public Task ReportLostAsync(string node, CancellationToken cancellationToken) => PatchAsync(
        node,
        new JsonObject
        {
            ["conditions"] = new JsonArray(ReadyCondition("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")),
        },
        cancellationToken);

    private Task<Node> PatchAsync(string node, JsonObject status, CancellationToken cancellationToken)
    {
        var patch = Encoding.UTF8.GetBytes(new JsonObject { ["status"] = status }.ToJsonString());
        return client.PatchAsync<Node>(null, node, PatchType.Merge, patch, "status", cancellationToken);
    }

    private JsonObject ReadyCondition(string status, string reason, string message)
    {
        var now = $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        return new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = status,
            ["reason"] = reason,
            ["message"] = message,
            ["lastHeartbeatTime"] = now,
            ["lastTransitionTime"] = now,
        };
    }

    private JsonObject Status(VirtualNode node) => new()
    {
        ["addresses"] = new JsonArray([.. node.Addresses.Select(address => Address("InternalIP", address.Address.ToString())),
            Address("Hostname", node.Name)]),
        ["capacity"] = new JsonObject { ["pods"] = "1000" },
        ["allocatable"] = new JsonObject { ["pods"] = "1000" },
        ["conditions"] = new JsonArray(ReadyCondition("True", "KubeletReady", "the sandbox's kubelet serves this node")),
        ["nodeInfo"] = new JsonObject
        {
            ["kubeletVersion"] = "sandbox",
            ["operatingSystem"] = "linux",
            ["osImage"] = "network namespace",
            ["kernelVersion"] = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            ["containerRuntimeVersion"] = "netns://",
        },
    };

    private static JsonObject Address(string type, string address) => new JsonObject { ["type"] = type, ["address"] = address };
}
