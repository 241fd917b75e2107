using Spiderpool.Api.Core;

namespace Spiderpool.Model.Tests.Server;

internal sealed partial class SimulatedApi
{
    private readonly Dictionary<string, string> _latestUids = [];

    /// <summary>Told of the UID of each pod that begins to end.</summary>
    public Action<string> PodEnding { get; set; } = _ => { };

    /// <summary>Told of the UID of each pod that is removed.</summary>
    public Action<string> PodRemoved { get; set; } = _ => { };

    /// <summary>The pod of this name, if it still is the one of this UID.</summary>
    public Pod? PodOf(string key, string uid) => Pods.Get(key) is { } pod && pod.Metadata.Uid == uid ? pod : null;

    public Pod CreatePod(Pod pod) => Pods.Put(pod with { Metadata = pod.Metadata with { Uid = _latestUids[pod.Key] = NewUid() } });

    /// <summary>UID of the latest pod of this name, whether it still exists or not.</summary>
    public string LatestUid(string key) => _latestUids[key];

    /// <summary>Asks for the deletion: the kubelet ends the pod, then removes it.</summary>
    public void DeletePod(Pod pod)
    {
        if (pod.Metadata.IsTerminating) return;
        Pods.Put(pod with { Metadata = pod.Metadata with { DeletionTimestamp = Deleted } });
        PodEnding(pod.Metadata.Uid!);
    }

    /// <summary>Removes the object at once, as the kubelet does at the end, or <c>kubectl delete --force</c> before it.</summary>
    public void RemovePod(string key, string uid)
    {
        if (PodOf(key, uid) is null) return;
        Pods.Remove(key);
        PodRemoved(uid);
    }

    public void CompletePod(Pod pod)
    {
        Pods.Put(pod with { Status = new PodStatus { Phase = "Succeeded" } });
        PodEnding(pod.Metadata.Uid!);
    }

    /// <summary>The kubelet's word that the containers of a pod have ended.</summary>
    public void ReportEnd(Pod pod)
    {
        var ended = new ContainerStatus { State = new ContainerState { Terminated = new ContainerStateTerminated() } };
        Pods.Put(pod with { Status = pod.Status! with { ContainerStatuses = [ended] } });
    }
}
