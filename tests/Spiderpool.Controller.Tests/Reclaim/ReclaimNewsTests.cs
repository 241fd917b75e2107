using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Tests.Reclaim;

public class ReclaimNewsTests
{
    [Fact]
    public void Pool_gets_one_event_however_many_addresses_went_back()
    {
        var news = Assert.Single(ReclaimNews.Of(new ReclaimReport(20, [.. Enumerable.Range(1, 20).Select(Released)], [], [], [])));

        Assert.Equal(("SpiderIPPool", null, "rack-a"), (news.Involved.Kind, news.Involved.Namespace, news.Involved.Name));
        Assert.Equal(Reason.AddressReclaimed, news.Reason);
        Assert.StartsWith("10.20.0.1: it is gone; 10.20.0.2: it is gone;", news.Message);
        Assert.EndsWith("10.20.0.8: it is gone; and 12 more", news.Message);
    }

    [Fact]
    public void Address_that_stays_and_one_that_could_not_go_are_no_news()
    {
        var kept = Released(1) with { Decision = new(false, Reason.HolderNotProvenGone, "not yet") };

        Assert.Empty(ReclaimNews.Of(new ReclaimReport(2, [kept, Released(2) with { Failure = "refused" }], [], [], ["refused"])));
    }

    [Fact]
    public void Restored_record_warns_at_its_pool()
    {
        var news = Assert.Single(ReclaimNews.Of(new ReclaimReport(
            1, [], [], [new RestoredRecord("rack-a", Address.Parse("10.20.0.14"), "shop/web-0")], [])));

        Assert.Equal(("SpiderIPPool", "rack-a"), (news.Involved.Kind, news.Involved.Name));
        Assert.Equal(EventSeverity.Warning, news.Severity);
        ReasonsPage.AssertExample(Reason.RecordRestored.Name, $"{news.Reason}: {news.Message}");
    }

    [Fact]
    public void Removed_endpoints_are_told_once_for_each_namespace()
    {
        var news = ReclaimNews.Of(new ReclaimReport(0, [], ["shop/web-0", "bank/db-0", "shop/web-1"], [], []));

        Assert.Equal([("shop", "web-0"), ("bank", "db-0")], news.Select(one => (one.Involved.Namespace, one.Involved.Name)));
        Assert.All(news, one => Assert.Equal(("SpiderEndpoint", Reason.EndpointReclaimed), (one.Involved.Kind, one.Reason)));
        ReasonsPage.AssertExample(Reason.EndpointReclaimed.Name, $"{news[0].Reason}: {news[0].Message}");
    }

    private static Finding Released(int number) => new(
        new Holder("rack-a", Address.Parse($"10.20.0.{number}"), $"shop/web-{number}", $"uid-{number}"),
        new ReclaimDecision(true, Reason.AddressReclaimed, "it is gone", ReclaimProof.NodeGone));
}
