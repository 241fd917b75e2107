using Spiderpool.Benchmarks.Cluster;

namespace Spiderpool.Benchmarks.Tests;

public class RequestCountersTests
{
    [Fact]
    public void Requests_are_told_apart_by_verb_resource_and_code()
    {
        var counters = RequestCounters.Parse("""
            # TYPE apiserver_request_total counter
            apiserver_request_total{code="200",component="apiserver",resource="spiderippools",subresource="status",verb="PUT"} 10
            apiserver_request_total{code="409",component="apiserver",resource="spiderippools",subresource="status",verb="PUT"} 3
            apiserver_request_total{code="201",component="apiserver",resource="spiderendpoints",verb="POST"} 1e+02
            apiserver_request_total{code="409",component="apiserver",resource="spiderendpoints",verb="PATCH"} 1
            apiserver_request_total{code="200",component="apiserver",resource="pods",verb="GET"} 7
            apiserver_request_total{code="200",component="apiserver",resource="pods",verb="LIST"} 1
            apiserver_request_total{code="200",component="apiserver",resource="pods",verb="WATCH"} 50
            apiserver_request_total_other{code="200",resource="spiderippools",verb="PUT"} 1000
            """);

        Assert.Equal(new RequestCounters(Writes: 114, PoolWrites: 13, Conflicts: 3, Reads: 8), counters);
    }

    [Fact]
    public void A_difference_is_what_happened_between() =>
        Assert.Equal(new RequestCounters(1, 2, 3, 4), new RequestCounters(11, 12, 13, 14) - new RequestCounters(10, 10, 10, 10));
}
