using Spiderpool.Addressing;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Benchmarks.Ipam;

namespace Spiderpool.Benchmarks.Tests;

public class AddressAuditTests
{
    private static readonly Holding One = Of("10.0.0.1", "a"), Two = Of("10.0.0.2", "b");

    [Fact]
    public void Answers_that_are_recorded_and_given_back_are_right() =>
        Assert.Equal(default, AddressAudit.Of([One, Two, Of("fd00::1", "a")], [Two, Of("fd00:0::1", "a"), One], []));

    [Fact]
    public void An_address_of_two_pods_is_a_duplicate_and_can_be_recorded_for_one_only() =>
        Assert.Equal(new AddressAudit(1, 1, 0), AddressAudit.Of([One, Of("10.0.0.1", "b")], [One], []));

    [Fact]
    public void An_address_of_three_pods_counts_twice() =>
        Assert.Equal(2, AddressAudit.Of([One, Of("10.0.0.1", "b"), Of("10.0.0.1", "c")], [One], []).Duplicates);

    [Fact]
    public void The_same_answer_twice_is_no_duplicate() => Assert.Equal(default, AddressAudit.Of([One, One], [One], []));

    [Fact]
    public void An_answer_without_a_record_of_that_pod_is_unrecorded() =>
        Assert.Equal(new AddressAudit(0, 1, 1), AddressAudit.Of([One], [Of("10.0.0.1", "b")], []));

    [Fact]
    public void A_record_that_nobody_was_told_of_is_leaked() => Assert.Equal(1, AddressAudit.Of([One], [One, Two], []).Leaked);

    [Fact]
    public void A_record_that_stays_is_leaked_once() =>
        Assert.Equal(2, AddressAudit.Of([One], [One, Two], [One, Two]).Leaked);

    private static Holding Of(string address, string podUid) => new(Address.Parse(address), podUid);
}
