using Spiderpool.Api;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Demo;

internal sealed partial class DemoRun
{
    private const string FirstPod = "small-1", SecondPod = "small-2", ThirdPod = "small-3";

    private async Task ExhaustAsync(DemoCluster cluster, CancellationToken cancellationToken)
    {
        narrator.Step("A pool of two addresses, and three pods that name it: the third learns why it has to wait");
        var pool = DemoManifests.Text("small-pool");
        narrator.Quote(pool);
        await cluster.ApplyAsync(pool, cancellationToken);
        foreach (var pod in new[] { FirstPod, SecondPod })
        {
            await ApplyPodAsync(cluster, pod, cancellationToken);
            await cluster.ReadyAsync(pod, otherThan: null, cancellationToken);
        }

        await ApplyPodAsync(cluster, ThirdPod, cancellationToken);
        var warning = await cluster.WarningAsync(ThirdPod, cancellationToken);
        narrator.Say($"kubectl describe pod {ThirdPod} shows the event:");
        narrator.Quote($"Warning  {warning.Reason}  {warning.Message}");
        narrator.Check(warning.Reason == "FailedCreatePodSandBox" && warning.Message?.Contains($"{Reason.IPsExhausted.Name}:") == true,
            $"the error has the reason {Reason.IPsExhausted.Name}");
        var third = await FindAsync(cluster, ThirdPod, cancellationToken);
        narrator.Check(third is { Phase: "Pending", Addresses.Count: 0 }, $"{ThirdPod} waits, without an address");

        narrator.Say($"{FirstPod} is deleted; {ThirdPod} gets what it leaves");
        var freed = Reachability.AddressesOf(await FindAsync(cluster, FirstPod, cancellationToken)).ToList();
        await cluster.DeletePodAsync(FirstPod, cancellationToken);
        await cluster.ReadyAsync(ThirdPod, otherThan: null, cancellationToken);
        third = await FindAsync(cluster, ThirdPod, cancellationToken);
        narrator.Console.Write(Tables.Pods([third]));
        narrator.Check(Reachability.AddressesOf(third).SequenceEqual(freed), $"{ThirdPod} has {string.Join(' ', freed)}");
    }

    private static Task ApplyPodAsync(DemoCluster cluster, string name, CancellationToken cancellationToken) =>
        cluster.ApplyAsync(DemoManifests.Text("small-pod").Replace("NAME", name, StringComparison.Ordinal), cancellationToken);
}
