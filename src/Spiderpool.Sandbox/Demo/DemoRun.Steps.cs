using Spiderpool.Addressing;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Demo;

internal sealed partial class DemoRun
{
    private const int PodCount = 4;
    private const string StatefulPod = "db-0", BarePod = "alone";

    private async Task PoolsAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step("Two pools of addresses, one of each family, for all pods that name none");
        var manifest = DemoManifests.Text("pools");
        narrator.Quote(manifest);
        await cluster.ApplyAsync(manifest, cancellationToken);
    }

    private async Task PodsAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step("Four pods: one of a StatefulSet, two of a Deployment, one alone");
        await cluster.ApplyAsync(DemoManifests.Text("workloads"), cancellationToken);
        await cluster.ReadyAsync(PodCount, cancellationToken);
        var pods = await cluster.PodsAsync(cancellationToken);
        narrator.Console.Write(Tables.Pods(pods));
        narrator.Console.Write(Tables.Pools(await cluster.PoolsAsync(cancellationToken)));
        var addresses = pods.SelectMany(Reachability.AddressesOf).ToList();
        narrator.Check(pods.All(pod => pod.Addresses.Select(text => Prefix.Parse(text).Family).Distinct().Count() == 2),
            "each pod has an address of each family");
        narrator.Check(addresses.Distinct().Count() == 2 * PodCount, "no two pods have the same");
        narrator.Check(addresses.All(cluster.IsRecorded), "the pools have a record of each");
        narrator.Check(pods.Select(pod => pod.Node).Distinct().Count() == options.Nodes, "the pods are on all nodes");
    }

    private async Task PingAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step("Every pod pings every other, over IPv4 and IPv6");
        await PingAllAsync(await cluster.PodsAsync(cancellationToken), cancellationToken);
    }

    private async Task PingAllAsync(IReadOnlyList<PodReport> pods, CancellationToken cancellationToken)
    {
        var reachability = await Reachability.MeasureAsync(pods, cancellationToken);
        narrator.Console.Write(reachability.ToTable());
        narrator.Check(reachability.Answered == reachability.Asked, $"{reachability.Answered} of {reachability.Asked} were answered");
    }

    private async Task DeleteAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step($"Pod {BarePod} is deleted: its addresses become free");
        var addresses = Reachability.AddressesOf(await FindAsync(cluster, BarePod, cancellationToken)).ToList();
        await cluster.DeletePodAsync(BarePod, cancellationToken);
        await cluster.FreeAsync(addresses, cancellationToken);
        narrator.Console.Write(Tables.Pools(await cluster.PoolsAsync(cancellationToken)));
        narrator.Check(!addresses.Any(cluster.IsRecorded), $"{string.Join(" and ", addresses)} can be given out again");
    }

    private async Task RecreateAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step($"Pod {StatefulPod} of the StatefulSet is deleted: its successor has the same addresses");
        var before = await FindAsync(cluster, StatefulPod, cancellationToken);
        var uid = await cluster.UidAsync(StatefulPod, cancellationToken);
        await cluster.DeletePodAsync(StatefulPod, cancellationToken);
        await cluster.ReadyAsync(StatefulPod, otherThan: uid, cancellationToken);
        var after = await FindAsync(cluster, StatefulPod, cancellationToken);
        narrator.Say($"before: {string.Join(' ', before.Addresses)} on {before.Node}");
        narrator.Say($"after:  {string.Join(' ', after.Addresses)} on {after.Node}");
        narrator.Check(before.Addresses.SequenceEqual(after.Addresses), "the addresses are the same");
        await PingAllAsync(await cluster.PodsAsync(cancellationToken), cancellationToken);
    }

    private static async Task<PodReport> FindAsync(DemoCluster cluster, string name, CancellationToken cancellationToken) =>
        (await cluster.PodsAsync(cancellationToken)).Single(pod => pod.Name == name);
}
