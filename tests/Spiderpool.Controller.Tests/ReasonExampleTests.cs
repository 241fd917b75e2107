using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Pools;

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
}
