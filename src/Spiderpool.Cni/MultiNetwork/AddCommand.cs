using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;
using Attachment = Spiderpool.Cni.Delegation.Attachment;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>ADD: all networks of the pod in their order, or none.</summary>
internal sealed class AddCommand(MultinicSettings settings) : ICniCommand
{
    public CniResult Run(CniCall call)
    {
        var (environment, pod) = (call.Environment, call.Environment.Pod.Require());
        var agent = new AgentClient(settings.Agent, call.Time);
        var delegates = new Delegates(settings, call);
        var wanted = agent.GetNetworks(new PodNetworksArgs { PodNamespace = pod.Namespace, PodName = pod.Name, PodUID = pod.Uid });
        var record = RecordOf(environment, wanted);
        // Before the first plugin runs: whatever ends this process, DEL knows what to undo.
        delegates.Records.Save(record);
        try
        {
            List<CniResult> results = [.. record.Networks.Select(delegates.Add)];
            new DefaultRoute(environment).Move(record.Networks);
            agent.SetNetworkStatus(new NetworkStatusArgs
            {
                PodNamespace = pod.Namespace,
                PodName = pod.Name,
                PodUID = pod.Uid,
                Networks = [.. record.Networks.Zip(results, (network, result) => AttachmentStatus.Of(network, result, environment.IfName))],
            });
            return DefaultRoute.WithoutMoved(results[0], record.Networks);
        }
        catch (ReasonException failure)
        {
            throw Undo(delegates, record, failure, call.Log);
        }
    }

    private PodRecord RecordOf(CniEnvironment environment, PodNetworks wanted)
    {
        var (pod, node) = (environment.Pod, new NodeNetworks(settings.ConfDir));
        var args = Attachment.PodArgs(environment.ContainerId, pod.Namespace, pod.Name, pod.Uid);
        var first = wanted.Default is { } named ? NetworkOf(named, environment.IfName) : OfNode();
        return new PodRecord(environment.ContainerId, environment.NetNs, args,
            [first, .. wanted.Additional.Select(item => NetworkOf(item, item.Interface))]);

        DelegateNetwork OfNode()
        {
            var list = node.Find(settings.DefaultNetwork);
            return new DelegateNetwork(list.Name, list, AttachmentOf(environment.IfName, null));
        }

        DelegateNetwork NetworkOf(PodNetwork item, string ifName) =>
            new(item.Name, node.ListOf(item), AttachmentOf(ifName, item.CapabilityArgs)) { DefaultRoute = item.DefaultRoute };

        Attachment AttachmentOf(string ifName, IReadOnlyDictionary<string, JsonElement>? capabilities) =>
            new(environment.ContainerId, environment.NetNs, ifName, args)
            {
                CapabilityArgs = capabilities is null ? null : new JsonObject(capabilities.Select(item =>
                    KeyValuePair.Create(item.Key, JsonNode.Parse(item.Value.GetRawText())))),
            };
    }

    /// <summary>What was made goes again. What does not go stays on record for the DEL that the runtime calls.</summary>
    private static ReasonException Undo(Delegates delegates, PodRecord record, ReasonException failure, PluginLog log)
    {
        try
        {
            delegates.Remove(record);
        }
        catch (ReasonException left)
        {
            log.Write(PluginLogLevel.Warn, $"ADD of sandbox {record.ContainerId} failed, and its DEL too: {left.Message}");
        }
        return failure;
    }
}
