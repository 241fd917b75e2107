using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Coordination.Apply;
using Spiderpool.Coordination.Plan;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Cni.Coordinator;

/// <summary>What the commands of the coordinator have in common.</summary>
internal sealed class CoordinatorCall(CoordinatorConf conf, CniCall call)
{
    // Longer than another call on the same pod takes, shorter than the runtime's patience.
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(30);

    public PodAttachment Attachment { get; } = new(call.Conf.Name, call.Environment.ContainerId, call.Environment.IfName);

    /// <summary>Place of the call for error texts: <c>eth0 of pod shop/cart-0</c>.</summary>
    public string Place => $"{call.Environment.IfName} of pod {call.Environment.Pod}";

    /// <summary>The network's settings over the cluster's.</summary>
    /// <exception cref="ReasonException">CoordinatorNotReady, or why the agent could not be asked.</exception>
    public CoordinatorOptions AskOptions()
    {
        // Disabled by the network: the cluster's settings do not matter.
        if (conf.Values.Mode == CoordinationMode.Disabled) return conf.Values.Over(CoordinatorValues.None);
        var pod = call.Environment.Pod;
        var answer = new AgentClient(conf.Agent, call.Time).GetCoordinatorConfig(
            new GetCoordinatorArgs { PodNamespace = pod.Namespace, PodName = pod.Name, PodUID = pod.Uid });
        return conf.Values.Over(CoordinatorValuesReader.Read(answer));
    }

    /// <summary>Opens the namespaces of the pod, if there is one, and of the host.</summary>
    /// <exception cref="ReasonException">NetworkNamespaceUnavailable.</exception>
    public CoordinatedPod Open(NetworkNamespace? pod)
    {
        try
        {
            return CoordinatedPod.Open(host: null, pod, TurnLimit);
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.NetworkNamespaceUnavailable, $"{Place}: {e.Message}", e);
        }
    }

    /// <summary>Runs what reads or changes the kernel.</summary>
    /// <exception cref="ReasonException">LinkUnavailable: the kernel does not answer.</exception>
    public T Try<T>(Func<T> body)
    {
        try
        {
            return body();
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.LinkUnavailable, $"{Place}: {e.Message}", e);
        }
    }

    public void Report(CoordinationPlan plan)
    {
        foreach (var warning in plan.Warnings) call.Log.Write(PluginLogLevel.Warn, warning);
        foreach (var step in plan.Steps) call.Log.Write(PluginLogLevel.Debug, $"{step}");
    }
}
