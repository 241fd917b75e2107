using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>Random groups of requests on a small pool, answered and recorded as the naive model does.</summary>
public class LedgerModelTests
{
    private const int Limit = 9;

    /// <summary>Ten addresses of the pool, of which two are excluded and two reserved, and two outside it.</summary>
    private static readonly Address[] World = At(11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 5, 99);

    private static readonly Address[] Allocatable = At(11, 13, 14, 15, 21, 23);

    private static readonly RangeSet Reserved = RangeSet.Parse(["10.20.0.16", "10.20.0.22", "10.20.1.1"]);

    private static readonly SpiderIPPool Pool = Pools.IPv4("p", "10.20.0.21-10.20.0.24", "10.20.0.11-10.20.0.16")
        .WithSpec(spec => spec with { ExcludeIPs = ["10.20.0.12", "10.20.0.24"] });

    private static readonly Gen<string> Pod = Gen.OneOfConst("shop/a", "shop/b", "shop/c");

    private static readonly Gen<string> Uid = Gen.OneOfConst("u1", "u2", "u3", "u4");

    private static readonly Gen<string> Nic = Gen.OneOfConst("eth0", "net1", "1");

    private static readonly Gen<Address> Place = Gen.OneOfConst(World);

    private static readonly Gen<Address?> Last = Gen.OneOf(Place.Select(place => (Address?)place), Gen.Const((Address?)null));

    private static readonly Gen<AllocationRecord> Holder =
        Gen.Select(Pod, Uid, Gen.Null(Nic), (pod, uid, nic) => new AllocationRecord(pod, uid, nic));

    private static readonly Gen<LedgerRequest> Request = Gen.OneOf(
        Gen.Select(Pod, Uid, Nic, (pod, uid, nic) => (LedgerRequest)new LedgerRequest.Grant(pod, uid, nic)),
        Gen.Select(Pod, Uid, Nic, (pod, uid, nic) => (LedgerRequest)new LedgerRequest.Grant(pod, uid, nic)),
        Gen.Select(Uid, Gen.Null(Nic), (uid, nic) => (LedgerRequest)new LedgerRequest.Release(uid, nic)),
        Gen.Select(Uid, Place, (uid, place) => (LedgerRequest)new LedgerRequest.ReleaseAddress(uid, place)),
        Gen.Select(Pod, Nic, Place, Uid, Uid.Array[0, 2], (pod, nic, at, uid, from) =>
            (LedgerRequest)new LedgerRequest.Rebind(pod, nic, at, uid) { Predecessors = from }));

    private static readonly Gen<LedgerRequest> Repeatable = Request.Where(r => r is LedgerRequest.Grant or LedgerRequest.Rebind);

    /// <summary>Records that were there before: also several without interface, and of addresses outside the pool.</summary>
    private static readonly Gen<(Address Address, AllocationRecord Record)[]> Start =
        from addresses in Gen.Shuffle(World, 0, 5)
        from holders in Holder.Array[addresses.Length]
        select addresses.Zip(holders).DistinctBy(r => (r.Second.PodUid, r.Second.Nic ?? $"{r.First}")).ToArray();

    [Fact]
    public void Groups_of_requests_do_what_the_model_does_and_the_text_is_that_of_its_records() =>
        Gen.Select(Start, Last, Request.Array[0, 12].Array[1, 4]).Sample((start, last, groups) =>
        {
            var model = new LedgerModel(Allocatable, [.. Reserved.AddressesAfter(null)], Limit) { Last = last };
            model.Records.AddRange(start);
            var pool = Pool.WithRecords(TextOf(model), last?.ToString());

            foreach (var group in groups)
            {
                var before = pool.Status!;
                var result = pool.Apply(Reserved, new LedgerLimits(Limit), group);

                Assert.Equal(
                    group.Select(model.Answer),
                    result.Outcomes.Select(given => (given.Address, given.IsNew, given.Refusal?.Reason, given.Released)));
                Assert.Equal(group, result.Outcomes.Select(outcome => outcome.Request));
                Assert.Equal(TextOf(model), result.Status.AllocatedIPs);
                Assert.Equal(model.Last?.ToString(), result.Status.LastAllocatedIP);
                if (result.Changed) AssertCounts(model, result.Status);
                else Assert.Equal(before, result.Status);
                pool = pool.After(result);
                AssertCounts(model, PoolLedger.Read(pool).Recount(Reserved));
            }
        }, iter: 4_000);

    [Fact]
    public void One_group_does_what_its_requests_do_one_after_the_other() =>
        Gen.Select(Start, Request.Array[0, 12]).Sample((start, requests) =>
        {
            var pool = Pool.WithRecords(start.Length == 0 ? null : Text(start.Select(r => Record(r.Address, r.Record))));
            var atOnce = pool.Apply(Reserved, new LedgerLimits(Limit), requests);
            var single = new List<LedgerOutcome>();
            foreach (var request in requests)
            {
                var result = pool.Apply(Reserved, new LedgerLimits(Limit), request);
                single.AddRange(result.Outcomes);
                pool = pool.After(result);
            }

            Assert.Equal(single.Select(Shape), atOnce.Outcomes.Select(Shape));
            Assert.Equal(pool.Status!.AllocatedIPs, atOnce.Status.AllocatedIPs);
            Assert.Equal(pool.Status!.LastAllocatedIP, atOnce.Status.LastAllocatedIP);
        }, iter: 1_500);

    [Fact]
    public void The_same_requests_again_change_nothing_but_for_who_was_refused() =>
        Gen.Select(Start, Repeatable.Array[0, 5]).Sample((start, requests) =>
        {
            var pool = Pool.WithRecords(start.Length == 0 ? null : Text(start.Select(r => Record(r.Address, r.Record))));
            var once = pool.Apply(Reserved, new LedgerLimits(100), requests);
            // An interface that was rebound away from its pod in the same group asks for another address, rightly.
            var held = requests.Where((request, i) => once.Outcomes[i].Refusal is null && request is LedgerRequest.Grant grant
                && PoolLedger.Read(pool.After(once)).TryFind(grant.PodUid, grant.Nic, out var address, out _)
                && address == once.Outcomes[i].Address).ToArray();
            var again = pool.After(once).Apply(Reserved, new LedgerLimits(100), held);

            Assert.False(again.Changed);
            Assert.All(again.Outcomes, outcome => Assert.True(outcome is { Refusal: null, IsNew: false, Address: not null }));
        }, iter: 1_500);

    private static void AssertCounts(LedgerModel model, SpiderIPPoolStatus status)
    {
        Assert.Equal(8, status.TotalIPCount);
        Assert.Equal(model.Records.Count, status.AllocatedIPCount);
        Assert.Equal(Allocatable.Count(address => model.Records.All(r => r.Address != address)), status.FreeIPCount);
    }

    private static Address[] At(params int[] hosts) => [.. hosts.Select(host => Address.Parse($"10.20.0.{host}"))];

    private static (Address?, bool, string?, int) Shape(LedgerOutcome outcome) =>
        (outcome.Address, outcome.IsNew, outcome.Refusal?.Message, outcome.Released);

    private static string? TextOf(LedgerModel model) =>
        model.Records.Count == 0 ? null : Text(model.Records.Select(r => Record(r.Address, r.Record)));

    private static string Record(Address address, AllocationRecord record) =>
        Ledgers.Record(address.ToString(), record.PodUid, record.Nic, record.Pod);
}
