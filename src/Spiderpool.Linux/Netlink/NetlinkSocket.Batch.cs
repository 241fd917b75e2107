namespace Spiderpool.Linux.Netlink;

public sealed partial class NetlinkSocket
{
    /// <summary>
    /// Sends a transaction of netfilter, of which the kernel makes all or nothing, and waits for its end.
    /// </summary>
    /// <param name="batch">
    /// A writer with the message that begins the batch, at least one other, each of these with the flag ACK, and the message
    /// that ends it.
    /// </param>
    /// <returns>Success, or why the first message failed that did.</returns>
    public NetlinkResult ExecuteBatch(ref NetlinkWriter batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch.MessageCount, 3);
        using var scope = _exclusive.EnterScope();
        var deadline = new Deadline(_options.TimeProvider, _options.Timeout);
        var last = (uint)batch.MessageCount - 2;
        var first = NextSequence(batch.MessageCount);
        var failure = Send(batch.Seal(first, NetlinkFlags.Request));
        var lost = false;
        while (!failure.Failed)
        {
            var datagram = new NetlinkDatagram(Receive(deadline, ref lost, out failure));
            while (datagram.MoveNext())
            {
                var index = datagram.Sequence - first;
                if (datagram.Current.Type != NetlinkAcknowledgement.ErrorType || index > last) continue;
                var answer = NetlinkAcknowledgement.Parse(datagram.Current);
                if (answer.Failed) return answer;
                if (index == last) return default;
            }
        }
        return failure;
    }
}
