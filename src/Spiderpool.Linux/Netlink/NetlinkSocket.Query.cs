namespace Spiderpool.Linux.Netlink;

public sealed partial class NetlinkSocket
{
    private const int MaxAttempts = 20;

    /// <summary>Sends one request for one object.</summary>
    /// <param name="request">A writer with one message.</param>
    /// <param name="parser">Reads the answer.</param>
    /// <param name="value">The object; default if the kernel refused or the parser left it out.</param>
    public NetlinkResult Get<T>(ref NetlinkWriter request, NetlinkParser<T> parser, out T? value)
    {
        var values = new List<T>(1);
        var result = Query(ref request, NetlinkFlags.Request | NetlinkFlags.Ack, parser, values);
        value = values.Count > 0 ? values[0] : default;
        return result;
    }

    /// <summary>
    /// Sends one request for all objects of a kind. A dump that was interrupted by a change (NLM_F_DUMP_INTR) or lost
    /// messages is repeated, so the list is a consistent one.
    /// </summary>
    /// <param name="request">A writer with one message.</param>
    /// <param name="parser">Reads one object.</param>
    /// <param name="values">The objects; what was in the list is removed.</param>
    public NetlinkResult Dump<T>(ref NetlinkWriter request, NetlinkParser<T> parser, List<T> values) =>
        Query(ref request, NetlinkFlags.Request | NetlinkFlags.Dump, parser, values);

    private NetlinkResult Query<T>(ref NetlinkWriter request, NetlinkFlags flags, NetlinkParser<T> parser, List<T> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(request.MessageCount, 1);
        using var scope = _exclusive.EnterScope();
        var deadline = new Deadline(_options.TimeProvider, _options.Timeout);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            values.Clear();
            var sequence = NextSequence(1);
            var failure = Send(request.Seal(sequence, flags));
            if (failure.Failed) return failure;
            var result = Collect(sequence, deadline, parser, values, out var repeat);
            if (!repeat) return result;
            if (deadline.Passed) return TimedOut();
        }
        return new NetlinkResult(Errno.EAGAIN, $"objects changed during each of {MaxAttempts} attempts to list them");
    }

    private NetlinkResult Collect<T>(
        uint sequence, Deadline deadline, NetlinkParser<T> parser, List<T> values, out bool repeat)
    {
        repeat = false;
        var lost = false;
        while (true)
        {
            var datagram = new NetlinkDatagram(Receive(deadline, ref lost, out var failure));
            if (failure.Failed)
            {
                repeat = failure.Errno == Errno.ENOBUFS;
                return failure;
            }
            while (datagram.MoveNext())
            {
                if (datagram.Sequence != sequence) continue;
                var message = datagram.Current;
                repeat |= message.Flags.HasFlag(NetlinkFlags.DumpInterrupted) && message.Type != NetlinkAcknowledgement.ErrorType;
                if (message.Type is NetlinkAcknowledgement.ErrorType or NetlinkAcknowledgement.DoneType)
                {
                    repeat |= lost;
                    return NetlinkAcknowledgement.Parse(message);
                }
                if (parser(message, out var value)) values.Add(value);
            }
        }
    }
}
