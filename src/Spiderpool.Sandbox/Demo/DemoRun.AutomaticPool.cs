using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Demo;

internal sealed partial class DemoRun
{
    private const string Application = "shop";

    private async Task AutomaticPoolAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step("A SpiderSubnet, and a Deployment that names it: the controller makes a pool, which grows and shrinks with it");
        foreach (var name in new[] { "subnet", "application" })
        {
            narrator.Quote(DemoManifests.Text(name));
            await cluster.ApplyAsync(DemoManifests.Text(name), cancellationToken);
        }

        await ScaledAsync(cluster, 2, cancellationToken);
        foreach (var replicas in new[] { 5, 2 })
        {
            narrator.Say($"kubectl scale deployment {Application} --replicas={replicas}");
            await cluster.ScaleAsync(Application, replicas, cancellationToken);
            await ScaledAsync(cluster, replicas, cancellationToken);
        }

        narrator.Say($"kubectl describe deployment {Application} shows the events:");
        foreach (var item in cluster.EventsOf(Application))
            narrator.Quote($"{item.Type}  {item.Reason}  {item.Message}");
    }

    private async Task ScaledAsync(DemoCluster cluster, int replicas, CancellationToken cancellationToken)
    {
        var pool = await cluster.AutomaticPoolAsync(Application, replicas, cancellationToken);
        await cluster.ReadyAsync(Application, replicas, cancellationToken);
        var pods = await cluster.PodsAsync(cancellationToken);
        narrator.Console.Write(Tables.Pods(pods.Where(pod => pod.Name.StartsWith($"{Application}-", StringComparison.Ordinal))));
        narrator.Check(true, $"pool {pool.Metadata.Name} has {string.Join(' ', pool.Spec.Ips!)}, an address for each of {replicas} pods");
    }
}
