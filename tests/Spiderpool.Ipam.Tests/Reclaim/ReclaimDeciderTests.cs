using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Lifecycle;
using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Ipam.Tests.Reclaim;

public class ReclaimDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Holder Web = new("pool-a", Address.Parse("10.0.0.7"), "shop/web-0", "uid-1");
    private static readonly ReclaimRules Rules = new();

    [Theory]
    [InlineData("Pending")]
    [InlineData("Running")]
    [InlineData("Unknown")]
    [InlineData(null)]
    public void Pod_that_lives_keeps_its_address_whatever_its_node_does(string? phase)
    {
        foreach (var node in Enum.GetValues<NodeState>())
        {
            var decision = Decide(new HolderFacts { Pod = PodOf("uid-1", phase), Node = node, Now = Now });

            Assert.False(decision.Release);
            Assert.Equal(Reason.HolderAlive, decision.Reason);
        }
    }

    [Theory]
    [InlineData(NodeState.Gone, ReclaimProof.NodeGone)]
    [InlineData(NodeState.Fenced, ReclaimProof.NodeFenced)]
    public void Pod_is_gone_and_its_node_too_releases_at_once(NodeState node, ReclaimProof proof)
    {
        var decision = Decide(new HolderFacts { Pod = null, Node = node, Now = Now });

        Assert.Equal((true, proof), (decision.Release, decision.Proof));
    }

    [Theory]
    [InlineData(NodeState.Ready)]
    [InlineData(NodeState.NotReady)]
    [InlineData(NodeState.Unknown)]
    public void Pod_that_went_without_the_kubelets_word_has_its_grace(NodeState node)
    {
        var early = Decide(new HolderFacts { Pod = null, Node = node, KnownFor = Seconds(29), Now = Now });
        var late = Decide(new HolderFacts { Pod = null, Node = node, KnownFor = Seconds(30), Now = Now });

        Assert.Equal((false, Reason.HolderNotProvenGone, Now.AddSeconds(1)), (early.Release, early.Reason, early.RetryAt));
        Assert.Equal((true, ReclaimProof.GracePassed), (late.Release, late.Proof));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void Pod_that_was_seen_before_it_went_has_its_own_grace(int seconds)
    {
        var grace = TimeSpan.FromSeconds(seconds);
        var facts = new HolderFacts { Pod = null, Node = NodeState.NotReady, Grace = grace, Now = Now };

        Assert.Equal((false, Now + grace), (Decide(facts).Release, Decide(facts).RetryAt));
        Assert.Equal(ReclaimProof.GracePassed, Decide(facts with { KnownFor = grace }).Proof);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, 2)]
    [InlineData(60, 60)]
    public void Grace_period_of_a_pod_is_no_shorter_than_the_kubelets_shortest(int? said, int? seconds) =>
        Assert.Equal(seconds, PodEnd.GracePeriod(PodOf("uid-1", "Running") with
        {
            Spec = new PodSpec { TerminationGracePeriodSeconds = said },
        })?.TotalSeconds);

    [Fact]
    public void Pod_that_is_first_missed_now_is_not_proven_gone()
    {
        var decision = Decide(new HolderFacts { Pod = null, Node = NodeState.Ready, Now = Now });

        Assert.Equal((false, Now.AddSeconds(30)), (decision.Release, decision.RetryAt));
    }

    [Fact]
    public void Pod_whose_containers_were_seen_to_end_needs_no_grace()
    {
        var decision = Decide(new HolderFacts { Pod = null, Node = NodeState.Ready, HasEnded = true, Now = Now });

        Assert.Equal((true, ReclaimProof.ContainersEnded), (decision.Release, decision.Proof));
    }

    [Fact]
    public void Another_pod_of_the_name_does_not_hold_the_address_of_its_predecessor()
    {
        var facts = new HolderFacts { Pod = PodOf("uid-2", "Running"), HasEnded = true, Node = NodeState.Ready, Now = Now };

        Assert.True(Decide(facts).Release);
    }

    [Fact]
    public void Static_address_stays_while_its_owner_wants_the_pod_and_goes_when_it_does_not()
    {
        var facts = new HolderFacts { Pod = null, IsStatic = true, IsWanted = true, Node = NodeState.Gone, Now = Now };

        Assert.Equal(Reason.StaticAddressKept, Decide(facts).Reason);
        Assert.True(Decide(facts with { IsWanted = false }).Release);
    }

    [Fact]
    public void Terminating_pod_on_a_ready_node_keeps_its_address_until_its_containers_ended()
    {
        var facts = new HolderFacts { Pod = Terminating(), Node = NodeState.Ready, KnownFor = Seconds(3600), Now = Now };
        var running = Decide(facts);
        var ended = Decide(facts with { Pod = Ended(facts.Pod!) });

        Assert.Equal((false, (DateTimeOffset?)null), (running.Release, running.RetryAt));
        Assert.Equal((true, ReclaimProof.ContainersEnded), (ended.Release, ended.Proof));
    }

    [Fact]
    public void Terminating_pod_on_a_node_that_is_not_ready_has_its_grace_period_once_and_not_twice()
    {
        var rules = Rules with { AdditionalGrace = TimeSpan.FromSeconds(10) };
        var facts = new HolderFacts { Pod = Terminating(), Node = NodeState.NotReady, KnownFor = Seconds(14), Now = Now };
        var later = facts with { KnownFor = Seconds(15) };

        Assert.Equal(Now.AddSeconds(1), ReclaimDecider.Decide(Web, facts, rules).RetryAt);
        Assert.True(ReclaimDecider.Decide(Web, later, rules).Release);
        Assert.False(ReclaimDecider.Decide(Web, later, rules with { ReclaimOnNotReadyNode = false }).Release);
    }

    [Fact]
    public void Clock_that_jumps_ends_no_grace_period()
    {
        var ending = new HolderFacts { Pod = Terminating(), Node = NodeState.NotReady, Now = Now.AddDays(1) };
        var gone = ending with { Pod = null };

        Assert.Equal((false, false), (Decide(ending).Release, Decide(gone).Release));
    }

    [Fact]
    public void Pod_that_asks_for_ages_to_end_is_given_a_year()
    {
        var pod = Terminating();
        pod = pod with { Metadata = pod.Metadata with { DeletionGracePeriodSeconds = long.MaxValue } };

        Assert.Equal(Now.AddDays(365), Decide(new HolderFacts { Pod = pod, Node = NodeState.NotReady, Now = Now }).RetryAt);
    }

    [Fact]
    public void Finished_pod_gives_its_address_back_after_its_grace_period()
    {
        var finished = PodOf("uid-1", "Succeeded") with
        {
            Spec = new PodSpec { RestartPolicy = "Never", TerminationGracePeriodSeconds = 5 },
            Status = new PodStatus { Phase = "Succeeded", ContainerStatuses = [EndedAt(Now.AddSeconds(-4))] },
        };
        var facts = new HolderFacts { Pod = finished, Node = NodeState.Ready, KnownFor = Seconds(4), Now = Now };

        Assert.Equal(Now.AddSeconds(1), Decide(facts).RetryAt);
        Assert.Equal((true, ReclaimProof.ContainersEnded), Proof(Decide(facts with { KnownFor = Seconds(5) })));
    }

    [Fact]
    public void No_facts_release_the_address_of_a_pod_that_lives_or_that_its_owner_wants()
    {
        Facts.Sample(facts =>
        {
            var decision = ReclaimDecider.Decide(Web, facts, Rules);
            var lives = facts.Pod?.Metadata.Uid == Web.PodUid && EndpointRules.IsAlive(facts.Pod);

            return !decision.Release || (!lives && !(facts.IsStatic && facts.IsWanted) && decision.Proof != ReclaimProof.None);
        });
    }

    [Fact]
    public void Address_of_a_pod_that_is_gone_goes_back_in_the_end_unless_its_owner_wants_it()
    {
        Facts.Where(facts => facts.Pod is null && !facts.IsWanted).Sample(facts =>
            ReclaimDecider.Decide(Web, facts with { KnownFor = Seconds(30) }, Rules).Release);
    }

    private static Gen<HolderFacts> Facts { get; } =
        from uid in Gen.OneOfConst("uid-1", "uid-2", "")
        from phase in Gen.OneOfConst("Pending", "Running", "Succeeded", "Failed", "Unknown")
        from policy in Gen.OneOfConst("Always", "Never", "OnFailure")
        from deletedAgo in Gen.Int[-60, 60].Nullable()
        from ended in Gen.Bool
        from isStatic in Gen.Bool
        from isWanted in Gen.Bool
        from node in Gen.Enum<NodeState>()
        from knownFor in Gen.Int[0, 60]
        select new HolderFacts
        {
            Pod = uid.Length == 0 ? null : new Pod
            {
                Metadata = new ObjectMeta { Uid = uid, DeletionTimestamp = deletedAgo is { } d ? Now.AddSeconds(-d) : null },
                Spec = new PodSpec { RestartPolicy = policy },
                Status = new PodStatus { Phase = phase, ContainerStatuses = ended ? [EndedAt(Now)] : [new ContainerStatus()] },
            },
            IsStatic = isStatic,
            IsWanted = isWanted,
            Node = node,
            KnownFor = Seconds(knownFor),
            HasEnded = ended,
            Now = Now,
        };

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static ReclaimDecision Decide(HolderFacts facts) => ReclaimDecider.Decide(Web, facts, Rules);

    private static (bool, ReclaimProof) Proof(ReclaimDecision decision) => (decision.Release, decision.Proof);

    private static Pod PodOf(string uid, string? phase) => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = "web-0", Uid = uid },
        Status = new PodStatus { Phase = phase },
    };

    private static Pod Terminating()
    {
        var pod = PodOf("uid-1", "Running");
        return pod with
        {
            Metadata = pod.Metadata with { DeletionTimestamp = Now, DeletionGracePeriodSeconds = 5 },
            Status = new PodStatus { Phase = "Running", ContainerStatuses = [new ContainerStatus { State = new() }] },
        };
    }

    private static Pod Ended(Pod pod) => pod with { Status = pod.Status! with { ContainerStatuses = [EndedAt(Now)] } };

    private static ContainerStatus EndedAt(DateTimeOffset at) =>
        new() { State = new ContainerState { Terminated = new ContainerStateTerminated { FinishedAt = at } } };
}
