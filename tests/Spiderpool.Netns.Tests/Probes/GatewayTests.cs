using Spiderpool.Addressing;
using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Probes;
using Spiderpool.Linux.Probes.Frames;
using Spiderpool.Linux.Sysctl;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests.Probes;

public sealed class GatewayTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    private static readonly GatewayProbeOptions Patient = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static readonly GatewayProbeOptions Quick = new()
    {
        Interval = TimeSpan.FromMilliseconds(20),
        Timeout = TimeSpan.FromMilliseconds(50),
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.254", "10.0.0.7")]
    [InlineData("fd00::fe", "fd00::7")]
    public void Gateway_that_answers_is_reachable_and_learns_the_sender(string gateway, string sender)
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", $"{gateway}/24");
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        var answer = Assert.Single(new GatewayProbe(Patient).Run(socket, [Question(gateway, sender)], Cancelled));

        Assert.Equal(new GatewayAnswer(Address.Parse(gateway), right.MacOf("eth0")), answer);
        Assert.Equal($"gateway {gateway} is at {right.MacOf("eth0")}", answer.ToString());
        var learned = right.IpOne("neigh", "show", "to", sender, "nud", "all");
        Assert.Equal(socket.Mac.ToString(), learned.GetProperty("lladdr").GetString());
    }

    [Theory]
    [InlineData("10.0.0.254", "10.0.0.7")]
    [InlineData("fd00::fe", "fd00::7")]
    public void Gateway_that_is_silent_is_unreachable(string gateway, string sender)
    {
        var (left, _) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        var answer = Assert.Single(new GatewayProbe(Quick).Run(socket, [Question(gateway, sender)], Cancelled));

        Assert.Equal((false, null), (answer.Reachable, answer.Mac));
        Assert.Equal($"gateway {gateway} is unreachable", answer.ToString());
    }

    [Fact]
    public void Answers_have_the_order_of_the_questions()
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "10.0.0.254/24");
        right.AddAddress("eth0", "fd00::fe/64");
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        var answers = new GatewayProbe(Quick with { Timeout = TimeSpan.FromMilliseconds(500) }).Run(socket,
            [Question("10.0.0.253", "10.0.0.7"), Question("fd00::fe", "fd00::7"), Question("10.0.0.254", "10.0.0.7")], Cancelled);

        Assert.Equal([("10.0.0.253", false), ("fd00::fe", true), ("10.0.0.254", true)],
            answers.Select(answer => (answer.Gateway.ToString(), answer.Reachable)));
    }

    [Fact]
    public void Requests_name_the_sender_and_stop_with_the_answer()
    {
        var (left, right) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");
        using var tap = new FrameTap(right);
        var gateway = right.MacOf("eth0");
        GatewayQuestion[] questions = [Question("10.0.0.254", "10.0.0.7"), Question("fd00::fe", "fd00::7")];

        Assert.All(new GatewayProbe(Quick).Run(socket, questions, Cancelled), answer => Assert.False(answer.Reachable));

        var (arp, messages) = Requests();
        Assert.Equal(
            new ArpPacket(ArpOperation.Request, socket.Mac, Address.Parse("10.0.0.7"), default, Address.Parse("10.0.0.254")),
            Assert.Single(arp.Distinct()));
        Assert.Equal(new NeighbourMessage(
            NeighbourMessageKind.Solicitation, socket.Mac, Address.Parse("fd00::7"), Address.Parse("ff02::1:ff00:fe"),
            Address.Parse("fd00::fe"), socket.Mac, NeighbourMessageFlags.None), Assert.Single(messages.Distinct()));
        Assert.InRange(arp.Count, 1, 3);

        tap.Send(new ArpPacket(ArpOperation.Reply, gateway, Address.Parse("10.0.0.254"), socket.Mac, Address.Parse("10.0.0.7")));
        tap.Send(NeighbourMessage.Announcement(gateway, Address.Parse("fd00::fe")));
        Assert.All(new GatewayProbe(Patient).Run(socket, questions, Cancelled), answer => Assert.Equal(gateway, answer.Mac));
        Assert.InRange(Requests().Arp.Count, 0, 1);

        (List<ArpPacket> Arp, List<NeighbourMessage> Messages) Requests()
        {
            var (packets, found) = (new List<ArpPacket>(), new List<NeighbourMessage>());
            while (tap.Next(TimeSpan.Zero) is { } frame)
            {
                if (ArpPacket.TryParse(frame, out var packet)) packets.Add(packet);
                else if (NeighbourMessage.TryParse(frame, out var message) && !message.Target.IsLinkLocal) found.Add(message);
            }
            return (packets, found);
        }
    }

    [Fact]
    public void Link_local_address_in_duplicate_detection_holds_up_no_probe()
    {
        var (left, right) = fixture.CreatePair();
        right.AddAddress("eth0", "fd00::fe/64");
        left.Netlink.SetLinkDown(left.IndexOf("eth0"));
        new SysctlTree(left.Namespace).Write(SysctlName.OfLink(IPFamily.IPv6, "eth0", "dad_transmits"), 1000);
        left.Netlink.SetLinkUp(left.IndexOf("eth0"));
        left.AwaitCarrier("eth0");
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Assert.True(Assert.Single(new GatewayProbe(Patient).Run(socket, [Question("fd00::fe", "fd00::7")], Cancelled)).Reachable);
        Assert.Equal(Address.Parse("fd00::fe"),
            Assert.Single(new AddressConflictProbe(ProbeTiming.Patient)
                .Run(socket, [Address.Parse("fd00::fe")], Cancelled)).Address);

        Await.Condition(() => left.Netlink.ListAddresses(null, IPFamily.IPv6).Count > 0, "eth0 gets no link-local address");
        Assert.All(left.Netlink.ListAddresses(null, IPFamily.IPv6),
            address => Assert.True(address.Flags.HasFlag(AddressFlags.Tentative)));
    }

    [Fact]
    public void Sender_of_the_other_family_is_refused()
    {
        var (left, _) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Assert.Throws<ArgumentException>(() => new GatewayProbe().Run(socket, [Question("10.0.0.254", "fd00::7")], Cancelled));
    }

    [Fact]
    public void No_question_has_no_answer()
    {
        var (left, _) = fixture.CreatePair();
        using var socket = ProbeSocket.Open(left.Namespace, "eth0");

        Assert.Empty(new GatewayProbe(Patient).Run(socket, [], Cancelled));
    }

    private static GatewayQuestion Question(string gateway, string sender) => new(Address.Parse(gateway), Address.Parse(sender));
}
