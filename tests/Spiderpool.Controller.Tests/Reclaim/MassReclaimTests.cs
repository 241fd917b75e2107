using Spiderpool.Controller.Reclaim;

namespace Spiderpool.Controller.Tests.Reclaim;

public class MassReclaimTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_that_is_gone_is_asked_for_once_for_all_its_pods()
    {
        var cluster = new GoneCluster(pods: 100);

        var report = await cluster.Scanner.ScanAsync(ReclaimScope.All, dryRun: false, Cancellation);

        Assert.Equal(100, report.Released);
        Assert.Equal(1, cluster.NodeReads);
        Assert.Empty(cluster.EndpointNames);
    }

    [Fact]
    public async Task Removals_end_at_the_first_that_fails_and_those_that_went_are_told()
    {
        var cluster = new GoneCluster(pods: 100) { Stuck = "web-17" };

        var report = await cluster.Scanner.ScanAsync(ReclaimScope.All, dryRun: false, Cancellation);

        Assert.Contains("no answer", Assert.Single(report.Failures));
        Assert.InRange(report.RemovedEndpoints.Count, 17, 99);
        Assert.Contains("web-17", cluster.EndpointNames);
        Assert.Equal(100 - report.RemovedEndpoints.Count, cluster.EndpointNames.Count());
    }
}
