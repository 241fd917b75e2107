using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>Users and the controllers of Kubernetes: pods come and go, a StatefulSet is scaled, its pods move.</summary>
internal sealed class OperatorActor : IActor
{
    private const string SetKey = $"default/{Workload.SetName}";

    private readonly World _world;
    private readonly List<Workload> _workloads;

    public OperatorActor(World world)
    {
        _world = world;
        var stateless = Enumerable.Range(0, world.Regime.StatelessPods).Select(n => Workload.Choose(world.Choice, $"bare-{n}", null));
        var @static = Enumerable.Range(0, world.Regime.StaticPods)
            .Select(n => Workload.Choose(world.Choice, $"{Workload.SetName}-{n}", n));
        _workloads = [.. stateless, .. @static];
        Scale(world.Regime.StaticPods);
    }

    public int Weight => 2;

    public bool TryAct()
    {
        if (_world.Choice.OneIn(20))
        {
            Scale(_world.Choice.Between(0, _world.Regime.StaticPods));
            return true;
        }
        if (_world.Choice.OneIn(3)) return _world.Api.CollectGarbage();
        var workload = _world.Choice.Of(_workloads);
        var pod = _world.Api.Pods.Get(workload.Key);
        if (pod is null) return TryCreate(workload);
        if (!IsWanted(workload) || _world.Choice.OneIn(4)) End(workload, pod);
        return true;
    }

    /// <summary>Asks for the end of all pods.</summary>
    public void EndAll()
    {
        Scale(0);
        foreach (var pod in _world.Api.Pods.Items.ToList()) Delete(pod);
    }

    private bool IsWanted(Workload workload) => workload.Ordinal is not { } n || n < _world.Api.Sets[SetKey].Spec!.Replicas;

    private bool TryCreate(Workload workload)
    {
        if (!IsWanted(workload)) return false;
        var node = _world.Choice.Of(_world.Nodes);
        if (!node.IsReady) return false;
        var pod = _world.Api.CreatePod(workload.NewPod(node.Name));
        _world.PodUids.Add(pod.Metadata.Uid!);
        node.Workers.Add(new PodWorker(_world, node, workload, pod));
        _world.Trace?.Add($"pod {workload.Key} {pod.Metadata.Uid} is created on {node.Name}: {workload.Value ?? "default pools"}");
        return true;
    }

    private void End(Workload workload, Pod pod)
    {
        if (_world.Regime.HasForcedDeletions && _world.Choice.OneIn(3))
        {
            _world.Trace?.Add($"pod {workload.Key} {pod.Metadata.Uid} is removed by force");
            _world.Api.RemovePod(workload.Key, pod.Metadata.Uid!);
        }
        else if (!workload.IsStatic && _world.Choice.OneIn(4) && !pod.Metadata.IsTerminating)
        {
            Complete(workload, pod);
        }
        else if (!pod.Metadata.IsTerminating)
        {
            Delete(pod);
        }
    }

    /// <summary>
    /// A controller may take the kubelet's word for the end of the processes; without one the address counts as held until the
    /// sandbox is torn down.
    /// </summary>
    private void Complete(Workload workload, Pod pod)
    {
        var worker = _world.Nodes.SelectMany(node => node.Workers).FirstOrDefault(worker => worker.Uid == pod.Metadata.Uid);
        if (_world.HasController && worker?.TryComplete() is not true) return;
        _world.Trace?.Add($"pod {workload.Key} {pod.Metadata.Uid} completes");
        _world.Api.CompletePod(pod);
    }

    private void Delete(Pod pod)
    {
        _world.Trace?.Add($"pod {pod.Key} {pod.Metadata.Uid} is being deleted");
        _world.Api.DeletePod(pod);
        // One that has ended already is not worked on any more.
        var isWorkedOn = _world.Nodes.Any(node => node.Workers.Exists(worker => worker.Uid == pod.Metadata.Uid));
        if (!isWorkedOn) _world.Api.RemovePod(pod.Key, pod.Metadata.Uid!);
    }

    private void Scale(int replicas)
    {
        _world.Trace?.Add($"StatefulSet has {replicas} replicas");
        _world.Api.Sets[SetKey] = new StatefulSet
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = Workload.SetName },
            Spec = new StatefulSetSpec { Replicas = replicas },
        };
    }
}
