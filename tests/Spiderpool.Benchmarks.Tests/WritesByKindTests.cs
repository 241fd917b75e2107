using Spiderpool.Benchmarks.Cluster;

namespace Spiderpool.Benchmarks.Tests;

public class WritesByKindTests
{
    private const string Before = """
        apiserver_request_total{code="200",component="apiserver",resource="spiderippools",subresource="status",verb="PUT"} 10
        apiserver_request_total{code="200",component="apiserver",resource="leases",verb="PUT"} 2
        """, After = """
        apiserver_request_total{code="200",component="apiserver",resource="spiderippools",subresource="status",verb="PUT"} 15
        apiserver_request_total{code="409",component="apiserver",resource="spiderippools",subresource="status",verb="PUT"} 1
        apiserver_request_total{code="200",component="apiserver",resource="spiderippools",verb="LIST"} 100
        apiserver_request_total{code="200",component="apiserver",resource="spiderendpoints",verb="DELETE"} 3
        apiserver_request_total{code="201",component="apiserver",resource="tokenreviews",verb="POST"} 40
        apiserver_request_total{code="200",component="apiserver",resource="leases",verb="PUT"} 9
        """;

    private readonly WritesByKind _between = WritesByKind.Parse(After) - WritesByKind.Parse(Before);

    [Fact]
    public void Refused_writes_count_and_reads_do_not()
    {
        Assert.Equal(6, _between["spiderippools"]);
        Assert.Equal(3, _between["spiderendpoints"]);
        Assert.Equal(0, _between["events"]);
    }

    [Fact]
    public void Work_is_neither_the_leader_election_nor_a_review() => Assert.Equal(9, _between.OfWork);
}
