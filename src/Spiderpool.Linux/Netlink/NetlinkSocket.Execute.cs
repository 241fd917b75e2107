namespace Spiderpool.Linux.Netlink;

public sealed partial class NetlinkSocket
{
    /// <summary>Most messages in one send: their acknowledgements must fit in the receive buffer together.</summary>
    public const int MaxBatch = 64;

    /// <summary>Sends one request and waits for its acknowledgement.</summary>
    /// <param name="request">A writer with exactly one message.</param>
    public NetlinkResult Execute(ref NetlinkWriter request)
    {
        NetlinkResult result = default;
        Execute(ref request, new Span<NetlinkResult>(ref result));
        return result;
    }

    /// <summary>
    /// Sends several requests at once and waits for all acknowledgements. The kernel handles them in order, and goes on
    /// after a failed one.
    /// </summary>
    /// <param name="requests">A writer with as many messages as <paramref name="results"/> has places.</param>
    /// <param name="results">Answers in the order of the requests, at most <see cref="MaxBatch"/>.</param>
    public void Execute(ref NetlinkWriter requests, scoped Span<NetlinkResult> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(requests.MessageCount, results.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(results.Length, MaxBatch);
        using var scope = _exclusive.EnterScope();
        var deadline = new Deadline(_options.TimeProvider, _options.Timeout);
        var first = NextSequence(results.Length);
        results.Clear();
        var failure = Send(requests.Seal(first, NetlinkFlags.Request | NetlinkFlags.Ack));
        var lost = false;
        var answered = 0;
        while (answered < results.Length && !failure.Failed)
        {
            var datagram = new NetlinkDatagram(Receive(deadline, ref lost, out failure));
            while (datagram.MoveNext())
            {
                var index = datagram.Sequence - first;
                if (datagram.Current.Type != NetlinkAcknowledgement.ErrorType || index >= (uint)results.Length) continue;
                // Answers come in order: those that were passed over are lost.
                if (index > answered) results[answered..(int)index].Fill(new NetlinkResult(Errno.ENOBUFS));
                results[(int)index] = NetlinkAcknowledgement.Parse(datagram.Current);
                answered = (int)index + 1;
            }
        }
        if (failure.Failed) results[answered..].Fill(failure);
    }

    private uint NextSequence(int count)
    {
        var first = _sequence + 1;
        _sequence += (uint)count;
        return first;
    }
}
