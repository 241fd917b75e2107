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

        var status = new JsonObject { ["status"] = Status(node, time.GetUtcNow()) };
        await client.PatchAsync<Node>(null, node.Name, PatchType.Merge, Encoding.UTF8.GetBytes(status.ToJsonString()), "status",
            cancellationToken);
    }

    private static JsonObject Status(VirtualNode node, DateTimeOffset now) => new()
    {
        ["addresses"] = new JsonArray([.. node.Addresses.Select(address => Address("InternalIP", address.Address.ToString())),
            Address("Hostname", node.Name)]),
        ["capacity"] = new JsonObject { ["pods"] = "1000" },
        ["allocatable"] = new JsonObject { ["pods"] = "1000" },
        ["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = "True",
            ["reason"] = "KubeletReady",
            ["message"] = "the sandbox's kubelet serves this node",
            ["lastHeartbeatTime"] = $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            ["lastTransitionTime"] = $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        }),
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
