using Spiderpool.Addressing;
using Spiderpool.Linux.Probes.Frames;

namespace Spiderpool.Linux.Probes;

/// <summary>
/// Asks the link for its gateways by ARP requests (RFC 826) and neighbour solicitations (RFC 4861 7.2.2), again and again
/// until each has answered or the time is over. Blocks the calling thread.
/// </summary>
public sealed class GatewayProbe(GatewayProbeOptions? options = null)
{
    private readonly GatewayProbeOptions _options = options ?? GatewayProbeOptions.Default;

    /// <summary>Looks for gateways on the link of the socket.</summary>
    /// <returns>One answer for each question, in their order.</returns>
    /// <exception cref="SystemCallException">ENETDOWN: the link is down.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public IReadOnlyList<GatewayAnswer> Run(
        ProbeSocket socket, IReadOnlyList<GatewayQuestion> questions, CancellationToken cancellationToken = default)
    {
        foreach (var question in questions)
        {
            if (question.Gateway.Family != question.Sender.Family)
                throw new ArgumentException($"{question.Sender} cannot ask for gateway {question.Gateway} of the other family");
        }
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Interval, TimeSpan.Zero);
        var answers = questions.Select(question => new GatewayAnswer(question.Gateway, Mac: null)).ToArray();
        var deadline = new Deadline(_options.TimeProvider, _options.Timeout);
        while (!AllReachable(answers))
        {
            Send(socket, questions, answers);
            var wait = TimeSpan.FromTicks(Math.Min(_options.Interval.Ticks, deadline.Remaining.Ticks));
            socket.Listen(_options.TimeProvider, wait, Read, cancellationToken);
            if (deadline.Passed) break;
        }
        return answers;

        bool Read(ReadOnlySpan<byte> frame)
        {
            Observe(frame, socket.Mac, answers);
            return AllReachable(answers);
        }
    }

    private static bool AllReachable(GatewayAnswer[] answers) => Array.TrueForAll(answers, answer => answer.Reachable);

    /// <summary>Notes which gateway a frame is of: any ARP packet or advertisement of a host says so, asked or not.</summary>
    internal static void Observe(ReadOnlySpan<byte> frame, MacAddress self, Span<GatewayAnswer> answers)
    {
        if (ArpPacket.TryParse(frame, out var arp))
        {
            if (arp.SenderMac != self) Note(arp.Sender, arp.SenderMac, answers);
        }
        else if (NeighbourMessage.TryParse(frame, out var message) &&
            message.Kind == NeighbourMessageKind.Advertisement && message.SourceMac != self)
        {
            Note(message.Target, message.LinkLayer ?? message.SourceMac, answers);
        }
    }

    private static void Note(Address address, MacAddress mac, Span<GatewayAnswer> answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Gateway == address) answers[i] = answers[i] with { Mac = mac };
        }
    }

    private static void Send(ProbeSocket socket, IReadOnlyList<GatewayQuestion> questions, GatewayAnswer[] answers)
    {
        Span<byte> frame = stackalloc byte[ProbeFrame.MaxLength];
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].Reachable) continue;
            var (gateway, sender) = questions[i];
            var length = gateway.IsIPv4
                ? ArpPacket.Request(socket.Mac, sender, gateway).WriteFrame(frame)
                : NeighbourMessage.Request(socket.Mac, sender, gateway).WriteFrame(frame);
            socket.Send(frame[..length]);
        }
    }
}
