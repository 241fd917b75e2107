using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Netlink;

public sealed partial class NetlinkSocket
{
    private unsafe NetlinkResult Send(ReadOnlySpan<byte> messages)
    {
        var kernel = new NetlinkSocketAddress { Family = Native.FamilyNetlink };
        fixed (byte* data = messages)
        {
            while (Libc.SendTo(_descriptor, data, (nuint)messages.Length, 0, &kernel, (uint)sizeof(NetlinkSocketAddress)) < 0)
            {
                if (Libc.LastError != Errno.EINTR) return new NetlinkResult(Libc.LastError);
            }
        }
        return default;
    }

    /// <summary>Receives the next datagram of the kernel.</summary>
    /// <param name="deadline">End of the wait.</param>
    /// <param name="lost">Set when messages were dropped or cut; the exchange's data are then not complete.</param>
    /// <param name="failure">Why there is no datagram.</param>
    /// <returns>The datagram, valid until the next call; empty on failure.</returns>
    private unsafe ReadOnlySpan<byte> Receive(Deadline deadline, ref bool lost, out NetlinkResult failure)
    {
        failure = default;
        while (true)
        {
            var sender = default(NetlinkSocketAddress);
            var senderLength = (uint)sizeof(NetlinkSocketAddress);
            nint length;
            fixed (byte* buffer = _received)
            {
                const int Flags = Native.MessageDoNotWait | Native.MessageTruncated;
                length = Libc.ReceiveFrom(_descriptor, buffer, (nuint)_received.Length, Flags, &sender, ref senderLength);
            }
            if (length > _received.Length)
            {
                lost = true;
                _received = GC.AllocateUninitializedArray<byte>((int)length);
            }
            else if (length >= 0)
            {
                // Any process may send to this port: only port 0 is the kernel.
                if (sender.Port == 0) return _received.AsSpan(0, (int)length);
            }
            else if (!MayReceiveAgain(deadline, ref lost, out failure)) return [];
        }
    }

    private NetlinkResult TimedOut() =>
        new(Errno.ETIMEDOUT, $"no complete answer from the kernel within {_options.Timeout.TotalSeconds} s");

    private bool MayReceiveAgain(Deadline deadline, ref bool lost, out NetlinkResult failure)
    {
        failure = default;
        switch (Libc.LastError)
        {
            case Errno.EINTR:
                return true;
            case Errno.ENOBUFS:
                lost = true;
                return true;
            // The kernel queues answers before send returns, so an empty queue after a loss will stay empty.
            case Errno.EAGAIN when lost:
                failure = new NetlinkResult(Errno.ENOBUFS, "the kernel's answer was lost; the change may have been made");
                return false;
            case Errno.EAGAIN when deadline.Passed:
                failure = TimedOut();
                return false;
            case Errno.EAGAIN:
                Libc.WaitReadable(_descriptor, deadline.PollMilliseconds);
                return true;
            case var other:
                failure = new NetlinkResult(other);
                return false;
        }
    }
}
