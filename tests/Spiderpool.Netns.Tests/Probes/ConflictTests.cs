using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Probes;

public sealed class ConflictTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly Address V4 = Address.Parse("10.0.0.7");

    private static readonly Address V6 = Address.Parse("fd00::7");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("fd00::7")]
    public void Address_of_another_host_is_in_use(string text)
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", $"{text}/24");
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        var conflict = Assert.Single(new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [Address.Parse(text)], Cancelled));

        Assert.Equal(new AddressConflict(Address.Parse(text), right.MacOf("eth0"), ConflictKind.InUse), conflict);
        Assert.Equal($"{text} is in use by {right.MacOf("eth0")}", conflict.ToString());
    }

    [Fact]
    public void Free_address_is_probed_for_as_the_standards_say()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);

        Assert.Empty(new AddressConflictProbe(ProbeTiming.Quick with { Count = 4 }).Run(socket, [V4], Cancelled));
        Assert.Equal(Enumerable.Repeat(new ArpPacket(ArpOperation.Request, socket.Mac, default, default, V4), 4),
            tap.ArpOf(socket));

        Assert.Empty(new AddressConflictProbe(ProbeTiming.Quick).Run(socket, [V6], Cancelled));
        Assert.Equal(Enumerable.Repeat(new NeighbourMessage(
            NeighbourMessageKind.Solicitation, socket.Mac, Address.Parse("::"), Address.Parse("ff02::1:ff00:7"), V6,
            LinkLayer: null, NeighbourMessageFlags.None), 3), tap.MessagesOf(socket));
    }

    [Fact]
    public void Probe_leaves_no_trace_in_the_caches_of_others()
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "10.0.0.2/24");
        right.AddAddress("eth0", "fd00::2/64");
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Assert.Empty(new AddressConflictProbe(ProbeTiming.Quick).Run(socket, [V4, V6], Cancelled));

        Assert.DoesNotContain(right.Netlink.ListNeighbours(), entry => entry.Address == V4 || entry.Address == V6);
    }

    [Fact]
    public void Several_addresses_are_probed_together()
    {
        var (left, right) = fixture.CreatePair();
        foreach (var taken in (string[])["10.0.0.3/24", "10.0.0.5/24", "fd00::4/64"]) right.AddAddress("eth0", taken);
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        Address[] all = [.. ((string[])["10.0.0.3", "10.0.0.4", "10.0.0.5", "fd00::3", "fd00::4", "10.0.0.3"])
            .Select(a => Address.Parse(a))];

        var conflicts = new AddressConflictProbe(ProbeTiming.Quick with { FinalWait = TimeSpan.FromMilliseconds(500) })
            .Run(socket, all, Cancelled);

        Assert.Equal(["10.0.0.3", "10.0.0.5", "fd00::4"], conflicts.Select(c => c.Address.ToString()).Order());
        Assert.All(conflicts,
            conflict => Assert.Equal((right.MacOf("eth0"), ConflictKind.InUse), (conflict.Holder, conflict.Kind)));
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("fd00::7")]
    public void Two_holders_make_one_conflict(string text)
    {
        var hosts = fixture.CreateLan(3);
        hosts[1].AddAddress("eth0", $"{text}/24");
        hosts[2].AddAddress("eth0", $"{text}/24");
        using var socket = ProbeSocket.Open(hosts[0].Namespace, "eth0");

        var conflict = Assert.Single(new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [Address.Parse(text)], Cancelled));

        Assert.Contains(conflict.Holder, (MacAddress[])[hosts[1].MacOf("eth0"), hosts[2].MacOf("eth0")]);
    }

    [Fact]
    public void Nothing_to_probe_sends_nothing()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);

        Assert.Empty(new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [], Cancelled));

        Assert.Empty(tap.ArpOf(socket));
    }

    [Fact]
    public void Probe_of_another_host_for_the_same_address_is_a_conflict()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        var other = right.MacOf("eth0");
        tap.Send(ArpPacket.Probe(other, V4));
        tap.Send(NeighbourMessage.Probe(other, V6));

        var conflicts = new AddressConflictProbe(ProbeTiming.Patient).Run(socket, [V4, V6], Cancelled);

        Assert.Equal(
            [
                new AddressConflict(V4, other, ConflictKind.SimultaneousProbe),
                new AddressConflict(V6, other, ConflictKind.SimultaneousProbe),
            ],
            conflicts.OrderBy(c => c.Address.Family));
        Assert.Equal($"10.0.0.7 is being probed for by {other} at the same time",
            conflicts.Single(c => c.Address.IsIPv4).ToString());
        Assert.Empty(tap.ArpOf(socket));
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("fd00::7")]
    public void Two_hosts_that_probe_at_once_do_not_both_get_the_address(string text)
    {
        var (left, right) = fixture.CreatePair();
        using var one = ProbeSocket.Open(left.Namespace, "eth0");
        using var two = ProbeSocket.Open(right.Namespace, "eth0");
        var found = new int[2];

        Parallel.Invoke(Probe(0, one), Probe(1, two));

        Assert.InRange(found.Sum(), 1, 2);

        Action Probe(int i, ProbeSocket socket) => () =>
            found[i] = new AddressConflictProbe(ProbeTiming.Quick).Run(socket, [Address.Parse(text)], Cancelled).Count;
    }

    [Fact]
    public void Kernel_that_is_about_to_take_the_address_is_a_conflict()
    {
        var (left, right) = fixture.CreatePair();
        var sysctl = new SysctlTree(right.Namespace);
        sysctl.Write(SysctlName.OfLink(IPFamily.IPv6, "eth0", "dad_transmits"), 100);
        sysctl.Write(SysctlName.OfNeighbours(IPFamily.IPv6, "eth0", "retrans_time_ms"), 100);
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        right.Execute("ip", "addr", "add", "fd00::7/64", "dev", "eth0");

        // Only listen: a probe of ours would end the kernel's detection in our favour.
        var options = ProbeTiming.Patient with { MaxInitialDelay = TimeSpan.FromDays(1) };
        var conflict = Assert.Single(new AddressConflictProbe(options).Run(socket, [V6], Cancelled));

        Assert.Equal(new AddressConflict(V6, right.MacOf("eth0"), ConflictKind.SimultaneousProbe), conflict);
    }

    [Fact]
    public void Answer_that_waited_while_the_process_was_held_up_counts()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        tap.Send(ArpPacket.Announcement(right.MacOf("eth0"), V4, ArpOperation.Reply));
        var noTime = new ConflictProbeOptions
        {
            Count = 1,
            MaxInitialDelay = TimeSpan.Zero,
            FinalWait = TimeSpan.Zero,
        };

        Assert.Equal(V4, Assert.Single(new AddressConflictProbe(noTime).Run(socket, [V4], Cancelled)).Address);
    }
}
