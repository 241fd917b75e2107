using Spiderpool.Api;

namespace Spiderpool.Sandbox.Demo;

internal sealed partial class DemoRun
{
    private const string LostPod = "edge-1", Successor = "edge-2";
    private const string EdgePool = "/apis/spiderpool.spidernet.io/v2beta1/spiderippools?fieldSelector=metadata.name%3Ddemo-edge";
    private const string Reclaimed = "/api/v1/namespaces/default/events?fieldSelector=reason%3D";

    private async Task ReclaimAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        var (healthy, failing) = (cluster.Host.NodeNames[0], cluster.Host.NodeNames[^1]);
        narrator.Step($"{failing} fails, and its pod {LostPod} is deleted by force: no DEL runs, and no address is lost");
        narrator.Quote(DemoManifests.Text("edge-pool"));
        await cluster.ApplyAsync(DemoManifests.Text("edge-pool"), cancellationToken);
        await ApplyEdgePodAsync(cluster, LostPod, failing, cancellationToken);
        var lost = Reachability.AddressesOf(await FindAsync(cluster, LostPod, cancellationToken)).ToList();
        await cluster.Host.FailNodeAsync(failing, cancellationToken);
        await ShowAsync(cluster, "kubectl get nodes", "/api/v1/nodes", cancellationToken);

        await cluster.DeletePodByForceAsync(LostPod, cancellationToken);
        narrator.Say($"kubectl delete pod {LostPod} --force");
        await ShowAsync(cluster, "kubectl get spiderippools demo-edge", EdgePool, cancellationToken);
        narrator.Check(lost.All(cluster.IsRecorded), $"the pod is gone, and {string.Join(" and ", lost)} are still recorded for it");

        await ProveAsync(cluster, lost, cancellationToken);
        await RestoreAsync(cluster, healthy, failing, lost, cancellationToken);
    }

    private async Task ProveAsync(DemoCluster cluster, List<string> lost, CancellationToken cancellationToken)
    {
        narrator.Say("the controller takes them back once the API server has no such pod and the pod's time to end has passed");
        await cluster.FreeAsync(lost, cancellationToken);
        var reason = Reason.AddressReclaimed.Name;
        var events = await cluster.EventsAsync(reason, lost, cancellationToken);
        await ShowAsync(cluster, $"kubectl get events --field-selector reason={reason}", Reclaimed + reason, cancellationToken);
        await ShowAsync(cluster, "kubectl get spiderippools demo-edge", EdgePool, cancellationToken);
        var proofs = $"pod default/{LostPod} is gone; second proof: GracePassed";
        narrator.Check(events.All(item => item.Message!.EndsWith(proofs, StringComparison.Ordinal)), "each event names both proofs");
    }

    private async Task RestoreAsync(
        DemoCluster cluster, string healthy, string failing, List<string> lost, CancellationToken cancellationToken)
    {
        await ApplyEdgePodAsync(cluster, Successor, healthy, cancellationToken);
        var successor = await FindAsync(cluster, Successor, cancellationToken);
        narrator.Check(Reachability.AddressesOf(successor).Contains(lost[0]), $"{Successor} on {healthy} has {lost[0]} now");
        narrator.Say($"{failing} is back, and its kubelet finds what is left of {LostPod}: its late DEL frees nothing of others");
        await cluster.Host.RestoreNodeAsync(failing, cancellationToken);
        await cluster.ForgottenAsync(failing, LostPod, cancellationToken);
        await ShowAsync(cluster, "kubectl get nodes", "/api/v1/nodes", cancellationToken);
        await ShowAsync(cluster, "kubectl get spiderippools demo-edge", EdgePool, cancellationToken);
        narrator.Check(cluster.IsRecorded(lost[0]), $"{lost[0]} is recorded, for {Successor}");
        narrator.Check(!await cluster.HasEndpointAsync(LostPod, cancellationToken), $"{LostPod} has no namespace and no SpiderEndpoint");
        var pods = await cluster.PodsAsync(cancellationToken);
        await PingAllAsync([.. pods.Where(pod => pod.Addresses.Count == 2)], cancellationToken);
    }

    private async Task ShowAsync(DemoCluster cluster, string command, string path, CancellationToken cancellationToken)
    {
        narrator.Say(command);
        narrator.Quote(await cluster.Kubectl.GetAsync(path, cancellationToken));
    }

    private static async Task ApplyEdgePodAsync(DemoCluster cluster, string name, string node, CancellationToken cancellationToken)
    {
        var manifest = DemoManifests.Text("edge-pod").Replace("NAME", name, StringComparison.Ordinal)
            .Replace("NODE", node, StringComparison.Ordinal);
        await cluster.ApplyAsync(manifest, cancellationToken);
        await cluster.ReadyAsync(name, otherThan: null, cancellationToken);
    }
}
