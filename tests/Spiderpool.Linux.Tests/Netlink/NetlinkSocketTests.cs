using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Tests.Fixtures;

namespace Spiderpool.Linux.Tests.Netlink;

public sealed class NetlinkSocketTests : IDisposable
{
    private const ushort Object = 100;

    private readonly FakeKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void Request_asks_for_an_acknowledgement_and_success_is_no_failure()
    {
        _kernel.Answer(FakeKernel.Acknowledge(1));

        Assert.Equal(default, Execute());

        var request = new NetlinkDatagram(_kernel.Request());
        Assert.True(request.MoveNext());
        Assert.Equal((Object, NetlinkFlags.Request | NetlinkFlags.Ack | NetlinkFlags.Create, 1u),
            (request.Current.Type, request.Current.Flags, request.Sequence));
        Assert.False(request.MoveNext());
    }

    [Fact]
    public void Refusal_has_the_kernels_number_and_words()
    {
        _kernel.Answer(FakeKernel.Acknowledge(1, (int)Errno.EEXIST, "ipv4: Address already assigned"));
        _kernel.Answer(FakeKernel.Acknowledge(2, 4000));

        Assert.Equal(new NetlinkResult(Errno.EEXIST, "ipv4: Address already assigned"), Execute());
        Assert.Equal(new NetlinkResult((Errno)4000), Execute());
    }

    [Fact]
    public void Answers_to_other_requests_are_passed_over()
    {
        _kernel.Answer(FakeKernel.Acknowledge(0, (int)Errno.EPERM), FakeKernel.Acknowledge(77, (int)Errno.EPERM));
        _kernel.Answer(FakeKernel.Message(Object, 1, []), FakeKernel.Acknowledge(1));

        Assert.Equal(default, Execute());
    }

    [Fact]
    public void Batch_has_each_answer_in_its_place()
    {
        _kernel.Answer(FakeKernel.Acknowledge(1), FakeKernel.Acknowledge(2, (int)Errno.EEXIST, "second"));
        _kernel.Answer(FakeKernel.Acknowledge(3));

        Assert.Equal([default, new NetlinkResult(Errno.EEXIST, "second"), default], Execute(3));
        Assert.Equal(3 * 20, _kernel.Request().Length);
        Assert.False(_kernel.HasRequest);
    }

    [Fact]
    public void Answer_that_was_passed_over_counts_as_lost()
    {
        _kernel.Answer(FakeKernel.Acknowledge(1), FakeKernel.Acknowledge(3));

        Assert.Equal([Errno.None, Errno.ENOBUFS, Errno.None], Execute(3).Select(result => result.Errno));
    }

    [Fact]
    public void Batch_must_match_its_results_and_stay_small()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var writer = Writer(2);
            _kernel.Client.Execute(ref writer);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => Execute(NetlinkSocket.MaxBatch + 1));
        Assert.False(_kernel.HasRequest);
    }

    [Fact]
    public void Kernel_that_is_silent_ends_the_wait_and_its_late_answer_is_not_taken_for_the_next()
    {
        using var kernel = new FakeKernel(TimeSpan.FromMilliseconds(20));
        var writer = Writer(1);
        Assert.Equal(new NetlinkResult(Errno.ETIMEDOUT, "no complete answer from the kernel within 0.02 s"),
            kernel.Client.Execute(ref writer));

        kernel.Answer(FakeKernel.Acknowledge(1, (int)Errno.EPERM), FakeKernel.Acknowledge(2));

        writer = Writer(1);
        Assert.Equal(default, kernel.Client.Execute(ref writer));
    }

    [Fact]
    public void Answer_too_large_for_the_buffer_is_lost()
    {
        _kernel.Answer(FakeKernel.Acknowledge(1, (int)Errno.EINVAL, new string('x', 40_000)));

        Assert.Equal(new NetlinkResult(Errno.ENOBUFS, "the kernel's answer was lost; the change may have been made"), Execute());
    }

    [Fact]
    public void Closed_socket_is_an_exception()
    {
        _kernel.Client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Execute());
    }

    internal static NetlinkWriter Writer(int messages)
    {
        var writer = new NetlinkWriter(new byte[256]);
        for (var i = 0; i < messages; i++) writer.BeginMessage(Object, NetlinkFlags.Create, i);
        return writer;
    }

    private NetlinkResult Execute() => Assert.Single(Execute(1));

    private NetlinkResult[] Execute(int count)
    {
        var results = new NetlinkResult[count];
        var writer = Writer(count);
        _kernel.Client.Execute(ref writer, results);
        return results;
    }
}
