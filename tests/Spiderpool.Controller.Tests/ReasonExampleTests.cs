using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Applications;
using Spiderpool.Controller.Pools;
using Spiderpool.Controller.Subnets;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Tests;

/// <summary>The examples of docs/reference/reasons.md that the controller's messages are.</summary>
public class ReasonExampleTests
{
    [Fact]
    public void AsExpected()
    {
        var pool = new SpiderIPPool
        {
            Metadata = new() { Name = "rack-a" },
            Spec = new() { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11-10.20.0.20"] },
        };
        var status = PoolStatus.Of(pool, _ => RangeSet.Empty, mustCount: true, DateTimeOffset.UnixEpoch);

        var ready = status.Conditions!.Single(condition => condition.Type == PoolStatus.Ready);
        ReasonsPage.AssertExample(Reason.AsExpected.Name, $"{ready.Reason}: {ready.Message}");
    }

    [Fact]
    public void SubnetTerminating()
    {
        var subnet = Dc1 with { Metadata = Dc1.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };

        var status = SubnetStatus.Of(subnet, [], new HashSet<string>(), RangeSet.Empty, DateTimeOffset.UnixEpoch);

        var ready = status.Conditions!.Single(condition => condition.Type == SubnetStatus.Ready);
        ReasonsPage.AssertExample(Reason.SubnetTerminating.Name, $"{ready.Reason}: {ready.Message}");
    }

    [Fact]
    public void Events_of_an_application()
    {
        AssertNews(ApplicationNews.Of(Web, new PoolStep.CreatePool(Pool, "dc1")));
        AssertNews(ApplicationNews.Of(Web, new PoolStep.WritePool(Pool, "dc1", 2, 5)));
        AssertNews(ApplicationNews.Of(Web, new PoolStep.DeletePool(Pool)));
        AssertNews(ApplicationNews.Kept(Pool, Web with { Subnets = ["dc2"] }));
    }

    private static SpiderSubnet Dc1 => new()
    {
        Metadata = new() { Name = "dc1" },
        Spec = new() { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11-10.20.0.20"] },
    };

    private static PoolGroup Web => new(
        new TopController("apps/v1", "Deployment", "shop", "web", "1-2a3b4"), "eth0", IPFamily.IPv4, ["dc1"],
        5, new AddressNumber(0, IsFlexible: true), Reclaim: true);

    private static SpiderIPPool Pool => AutomaticPool.New(Web, Dc1, AutomaticPoolName.Of(Web, "dc1", _ => false));

    private static void AssertNews(ApplicationNews? news) =>
        ReasonsPage.AssertExample(news!.Reason.Name, $"{news.Reason}: {news.Message}");
}
