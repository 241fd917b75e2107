using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Reclaim;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Ipam.Tests.Ledger;
using Spiderpool.Ipam.Tests.Selection;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests;

/// <summary>The examples of docs/reference/reasons.md that this project's messages are.</summary>
public class ReasonExampleTests
{
    private static readonly SpiderIPPool Rack = Pools.IPv4("rack-a");

    private static readonly Dictionary<Reason, string> Messages = new()
    {
        [Reason.InvalidAnnotation] = Failure(Selecting.Request(Rack)
            .WithPodAnnotation(AnnotationKeys.IPPool, """{"ip4":["rack-a"]}""")),
        [Reason.NoPoolRule] = Failure(Selecting.Request(Rack)),
        [Reason.PoolNotFound] = Failure(Selecting.Request(Rack).Naming("rack-b")),
        [Reason.DuplicatePool] = Failure(Selecting.Request(Rack).Naming("rack-a", "rack-*")),
        [Reason.NoIPPoolAvailable] = Failure(
            Selecting.Request(Only(spec => spec with { NodeName = ["node-b"] }), Pools.IPv4("rack-b").Terminating())
                .Naming("rack-a", "rack-b")),
        [Reason.NoAddressForInterface] = Failure((Selecting.Request(Rack) with { IfName = "net1" })
            .WithPodAnnotation(AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["rack-a"]}]""")),
        [Reason.SubnetNotSupported] = Failure((Selecting.Request(Rack) with
        {
            Options = Selecting.Options with { EnableSpiderSubnet = true },
        }).WithPodAnnotation(AnnotationKeys.Subnet, """{"ipv4":["dc1"]}""")),
        [Reason.AutomaticPoolPending] = Failure((Selecting.Request(Rack) with
        {
            Options = Selecting.Options with { EnableSpiderSubnet = true, EnableAutoPoolForApplication = true },
        }).WithPodAnnotation(AnnotationKeys.Subnet, """{"ipv4":["dc1"]}""")),
        [Reason.SubnetNotFound] = Blocked(null),
        [Reason.SubnetExhausted] = Blocked(new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = "dc1", Uid = "u" },
            Spec = new SpiderSubnetSpec { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11-10.20.0.12"] },
        }),
        [Reason.AddressesInUse] = InUse(),
        [Reason.IPsExhausted] = Refusal(
            Pools.IPv4("rack-a", "10.20.0.11-10.20.0.12").WithRecords(Text(Record("10.20.0.11", "u1"))),
            LedgerLimits.Default, Grant("u2"), "10.20.0.12"),
        [Reason.PoolLimitReached] = Refusal(
            Rack.WithRecords(Text(Record("10.20.0.11", "u1"), Record("10.20.0.12", "u2"))), new LedgerLimits(2), Grant("u3")),
        [Reason.StaticAddressMismatch] = Refusal(
            Rack.WithRecords(Text(Record("10.20.0.14", "u1", "eth0", "shop/web-7"))), LedgerLimits.Default,
            Rebind("shop/db-0", "10.20.0.14", "u2")),
        // As the controller's scan reports a live pod's address that the pool records for another.
        [Reason.RecordConflict] = $"{Reason.RecordConflict}: " + Outcome(
            Rack.WithRecords(Text(Record("10.20.0.14", "u1", "eth0", "shop/web-7"))), LedgerLimits.Default,
            Rebind("shop/web-0", "10.20.0.14", "u2")).Detail,
        [Reason.PoolTerminating] = Verdict(Selecting.Request(Rack.Terminating()).Naming("rack-a")),
        [Reason.PoolDisabled] = Verdict(Selecting.Request(Only(spec => spec with { Disable = true })).Naming("rack-a")),
        [Reason.PoolInvalid] = Verdict(Selecting.Request(Only(spec => spec with { Gateway = "10.30.0.1" })).Naming("rack-a")),
        [Reason.SubnetInvalid] = Unreadable(new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = "dc1" },
            Spec = new SpiderSubnetSpec { Ips = ["10.20.0.0/24"] },
        }),
        [Reason.FamilyMismatch] = Verdict(Selecting.Request(Pools.IPv6("rack-a")).Naming("rack-a")),
        [Reason.FamilyDisabled] = Verdict((Selecting.Request(Rack) with { Options = new SelectionOptions { EnableIPv6 = true } })
            .Naming("rack-a")),
        [Reason.NodeMismatch] = Verdict(Selecting.Request(Only(spec => spec with { NodeName = ["node-b"] })).Naming("rack-a")),
        [Reason.NamespaceMismatch] = Verdict(Selecting.Request(
            Only(spec => spec with { NamespaceAffinity = Pools.Labels(("team", "b")) })).Naming("rack-a")),
        [Reason.PodMismatch] = Verdict(Selecting.Request(
            Only(spec => spec with { PodAffinity = Pools.Expression("app", "In", "db", "cache") })).Naming("rack-a")),
        [Reason.NetworkMismatch] = Verdict(Selecting.Request(Only(spec => spec with { MultusName = ["macvlan-a"] }))
            .WithPodAnnotation(AnnotationKeys.MultusDefaultNetwork, "shop/macvlan-b").Naming("rack-a")),
        [Reason.AddressReclaimed] = Decision(pod: null, facts => facts with { Node = NodeState.Gone }),
        [Reason.HolderAlive] = Decision(Running, facts => facts),
        [Reason.HolderNotProvenGone] = Decision(pod: null, facts => facts with { Node = NodeState.Ready }),
        [Reason.StaticAddressKept] = Decision(pod: null, facts => facts with { IsStatic = true, IsWanted = true }),
    };

    private static Pod Running => new()
    {
        Metadata = new() { Namespace = "shop", Name = "web-0", Uid = "5a6c" },
        Status = new() { Phase = "Running" },
    };

    public static TheoryData<string> Reasons() => [.. Messages.Keys.Select(reason => reason.Name)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_example_of_the_page_is_the_message_of_the_code(string reason) =>
        ReasonsPage.AssertExample(reason, Messages[Reason.All[reason]]);

    private static SpiderIPPool Only(Func<SpiderIPPoolSpec, SpiderIPPoolSpec> spec) => Rack.WithSpec(spec);

    private static string Failure(SelectionRequest request) => request.Select().Failure!.Message;

    /// <summary>As spiderpoolctl and the agent's log write it.</summary>
    private static string Verdict(SelectionRequest request) => request.Select().Refusal().ToString();

    private static string Refusal(SpiderIPPool pool, LedgerLimits limits, LedgerRequest request, params string[] reserved) =>
        Outcome(pool, limits, request, reserved).Message;

    private static ReasonException Outcome(
        SpiderIPPool pool, LedgerLimits limits, LedgerRequest request, params string[] reserved) =>
        pool.Apply(RangeSet.Parse(reserved), limits, request).Outcomes.Single().Refusal!;

    private static string Unreadable(SpiderSubnet subnet) =>
        Assert.Throws<ReasonException>(() => SubnetRanges.Of(subnet)).Message;

    private static PoolGroup Group(int count) => new(new TopController("apps/v1", "Deployment", "shop", "web", "1-2a3b4"), "eth0",
        IPFamily.IPv4, ["dc1"], count, new AddressNumber(1, IsFlexible: true), Reclaim: true);

    private static string Blocked(SpiderSubnet? subnet)
    {
        var blocked = (PoolStep.Blocked)GroupPlan.Next(Group(3), _ => subnet, [], new ReservedRanges([]));
        return $"{blocked.Reason}: {blocked.Detail}";
    }

    private static string InUse()
    {
        var subnet = new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = "dc1", Uid = "u" },
            Spec = new SpiderSubnetSpec { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11-10.20.0.12"] },
        };
        var pool = AutomaticPool.New(Group(1), subnet, "auto4-web-eth0-2a3b4") with { Status = new() };
        pool = pool with
        {
            Metadata = pool.Metadata with { Uid = "p" },
            Spec = pool.Spec with { Ips = ["10.20.0.11-10.20.0.12"] },
            Status = new() { AllocatedIPs = Text(Record("10.20.0.11", "u1"), Record("10.20.0.12", "u2")) },
        };
        subnet = SubnetLedger.Read(subnet).Corrected(pool)!.ToSubnet(RangeSet.Empty);
        var blocked = (PoolStep.Blocked)GroupPlan.Next(Group(1), _ => subnet, [pool], new ReservedRanges([]));
        return $"{blocked.Reason}: {blocked.Detail}";
    }

    private static string Decision(Pod? pod, Func<HolderFacts, HolderFacts> change)
    {
        var facts = change(new HolderFacts { Pod = pod, Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) });
        var holder = new Holder("rack-a", Address.Parse("10.20.0.11"), "shop/web-0", "5a6c");
        var decision = ReclaimDecider.Decide(holder, facts, new ReclaimRules());
        return $"{decision.Reason}: {decision.Explanation}";
    }
}
