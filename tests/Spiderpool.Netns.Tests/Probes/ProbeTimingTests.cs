using Microsoft.Extensions.Time.Testing;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Probes;

public sealed class ProbeTimingTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly Address V4 = Address.Parse("10.0.0.7");

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Probes_keep_their_distance_and_the_last_one_its_wait()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        var probe = Task.Run(() => new AddressConflictProbe(new ConflictProbeOptions
        {
            Count = 3,
            MaxInitialDelay = TimeSpan.Zero,
            MinInterval = TimeSpan.FromHours(1),
            MaxInterval = TimeSpan.FromHours(2),
            FinalWait = TimeSpan.FromHours(5),
            TimeProvider = time,
        }).Run(socket, [V4], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var sent = new List<TimeSpan>();

        Await.Condition(() =>
        {
            if (tap.HasArp()) sent.Add(time.GetUtcNow() - start);
            else if (sent.Count > 0) time.Advance(Step);
            return probe.IsCompleted;
        }, "the probe does not end");

        Assert.Empty(await probe);
        Assert.Equal(3, sent.Count);
        Assert.Equal(TimeSpan.Zero, sent[0]);
        Assert.InRange(sent[1] - sent[0], TimeSpan.FromHours(1), TimeSpan.MaxValue);
        Assert.InRange(sent[2] - sent[1], TimeSpan.FromHours(1), TimeSpan.MaxValue);
        Assert.InRange(time.GetUtcNow() - start - sent[2], TimeSpan.FromHours(5), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Gateway_is_asked_again_until_the_time_is_over()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        var probe = Task.Run(() => new GatewayProbe(new GatewayProbeOptions
        {
            Interval = TimeSpan.FromHours(1),
            Timeout = TimeSpan.FromMinutes(150),
            TimeProvider = time,
        }).Run(socket, [new GatewayQuestion(Address.Parse("10.0.0.254"), V4)], TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        var requests = 0;

        Await.Condition(() =>
        {
            if (tap.HasArp()) requests++;
            else if (requests > 0) time.Advance(Step);
            return probe.IsCompleted;
        }, "the probe does not end");

        Assert.False(Assert.Single(await probe).Reachable);
        Assert.InRange(requests, 2, 3);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromMinutes(150), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Cancellation_ends_a_probe()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        using var cancel = new CancellationTokenSource();
        var conflict = Task.Run(() => new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [V4], cancel.Token),
            CancellationToken.None);
        Await.Condition(() => tap.HasArp(), "no probe was sent");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => conflict);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GatewayProbe().Run(socket, [new GatewayQuestion(Address.Parse("10.0.0.254"), V4)], cancel.Token));
    }

    [Fact]
    public async Task Link_that_goes_down_ends_a_probe()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        var conflict = Task.Run(() => new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [V4], CancellationToken.None),
            CancellationToken.None);
        Await.Condition(() => tap.HasArp(), "no probe was sent");

        left.Netlink.SetLinkDown(left.IndexOf("eth0"));

        var error = await Assert.ThrowsAsync<SystemCallException>(() => conflict);
        Assert.Equal((Errno.ENETDOWN, "receive on eth0: ENETDOWN: Network is down"), (error.Errno, error.Message));
        var sending = Assert.Throws<SystemCallException>(() => new AddressConflictProbe(ProbeTiming.Quick)
            .Run(socket, [V4], CancellationToken.None));
        Assert.Equal((Errno.ENETDOWN, "send a probe on eth0: ENETDOWN: Network is down"), (sending.Errno, sending.Message));
    }

    [Fact]
    public void Link_on_which_silence_means_nothing_is_refused()
    {
        var test = fixture.Create();
        test.Netlink.SetLinkUp(1);
        test.Netlink.AddLink(new LinkSpec { Name = "down", Kind = new VethLink(new LinkSpec { Name = "peer" }) });
        test.Netlink.AddLink(new LinkSpec { Name = "loose", Up = true, Kind = new VethLink(new LinkSpec { Name = "end" }) });

        Assert.Equal("open a probe socket on down: ENETDOWN: the link is down", Refused("down"));
        Assert.Equal("open a probe socket on loose: ENETDOWN: the link has no carrier", Refused("loose"));
        Assert.Equal("open a probe socket on lo: EPROTONOSUPPORT: ARP and NDP probes need an Ethernet link", Refused("lo"));
        Assert.Equal("find link nope: ENODEV: No such device", Refused("nope"));

        string Refused(string link) =>
            Assert.ThrowsAny<SystemCallException>(() => ProbeSocket.Open(test.Namespace, link)).Message;
    }

    [Fact]
    public void Options_that_would_send_nothing_or_without_end_are_refused()
    {
        var (left, _) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new AddressConflictProbe(new ConflictProbeOptions { Count = 0 })
                .Run(socket, [V4], TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatewayProbe(new GatewayProbeOptions { Interval = TimeSpan.Zero })
            .Run(
            socket, [new GatewayQuestion(Address.Parse("10.0.0.254"), V4)], TestContext.Current.CancellationToken));
    }
}
