using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>Finding the records of one pod without reading all of them finds what reading all of them finds.</summary>
public class RecordsOfPodTests
{
    private static readonly Gen<string> PodUid = Gen.OneOfConst("uid-1", "uid-10", "uid", "");
    private static readonly Gen<string> Pod = Gen.OneOfConst("shop/web-0", "shop/uid-1", "uid-1/uid-10", ":{", "x:{y", "ü");
    private static readonly Gen<string> Nic = Gen.OneOfConst("", ",\"nic\":\"eth0\"", ",\"nic\":\"uid-1\"", ",\"x\":{\"uid-1\":{}}");
    private static readonly Gen<string> Blank = Gen.Frequency((8, Gen.Const("")), (1, Gen.Const(" ")));

    private static readonly Gen<string> Record = Gen.Select(Pod, PodUid, Nic, Blank, Gen.Bool, (pod, uid, nic, blank, swap) => swap
        ? $$"""{"podUid":"{{uid}}","pod":"{{pod}}"{{nic}}}"""
        : $$"""{"pod":{{blank}}"{{pod}}","podUid":"{{uid}}"{{nic}}}""");

    [Fact]
    public void The_records_of_a_pod_are_found_in_any_spelling() =>
        Gen.Select(Record.Array[0, 6], PodUid).Sample((records, uid) =>
        {
            var pool = Holding($"{{{string.Join(',', records.Select((record, i) => $"\"10.20.0.{i + 1}\":{record}"))}}}");

            var expected = PoolLedger.Read(pool).Records.Where(r => uid.Length > 0 && r.Value.PodUid == uid)
                .Select(r => (r.Key, r.Value));

            Assert.Equal(expected, PoolLedger.RecordsOf(pool, uid));
        }, iter: 5_000);

    [Fact]
    public void A_pool_without_records_has_none_of_the_pod() =>
        Assert.Empty(PoolLedger.RecordsOf(new SpiderIPPool(), "uid-1"));

    [Fact]
    public void Text_that_cannot_be_read_where_it_names_the_pod_is_an_error() =>
        Assert.Equal(Reason.PoolInvalid,
            Assert.Throws<ReasonException>(() => PoolLedger.RecordsOf(Holding("""{"10.20.0.1":{"podUid":"uid-1","""), "uid-1")).Reason);

    [Fact]
    public void Only_the_records_that_name_the_pod_are_read()
    {
        var pool = Holding("""{"nonsense":7,"10.20.0.2":{"pod":"shop/web-0","podUid":"uid-1","nic":"eth0"}}""");

        var found = PoolLedger.RecordsOf(pool, "uid-1");

        Assert.Equal([(Address.Parse("10.20.0.2"), new AllocationRecord("shop/web-0", "uid-1", "eth0"))], found);
    }

    private static SpiderIPPool Holding(string records) =>
        new() { Metadata = new() { Name = "pool" }, Status = new() { AllocatedIPs = records } };
}
