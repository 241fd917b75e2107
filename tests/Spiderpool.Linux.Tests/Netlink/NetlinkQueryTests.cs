using Spiderpool.Linux.Netlink;
using Spiderpool.Linux.Tests.Fixtures;

namespace Spiderpool.Linux.Tests.Netlink;

public sealed class NetlinkQueryTests : IDisposable
{
    private const ushort Object = 100;
    private const ushort Foreign = 101;

    private readonly FakeKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void Get_gives_the_object_and_waits_for_the_acknowledgement()
    {
        _kernel.Answer(Number(1, 7));
        _kernel.Answer(FakeKernel.Acknowledge(1));
        _kernel.Answer(FakeKernel.Acknowledge(2, (int)Errno.ENODEV));

        Assert.Equal((default, 7), Get());
        Assert.Equal((new NetlinkResult(Errno.ENODEV), 0), Get());
    }

    [Fact]
    public void Get_without_an_object_that_the_parser_takes_is_the_default()
    {
        _kernel.Answer(FakeKernel.Message(Foreign, 1, [1, 2, 3, 4]), FakeKernel.Acknowledge(1));

        Assert.Equal((default, 0), Get());
    }

    [Fact]
    public void Dump_collects_all_datagrams_and_replaces_what_was_in_the_list()
    {
        _kernel.Answer(Number(1, 1), Number(1, 2));
        _kernel.Answer(Number(1, 3), FakeKernel.Message(Foreign, 1, [9, 0, 0, 0]), Number(99, 4));
        _kernel.Answer(FakeKernel.Done(1));
        var values = new List<int> { 42 };

        Assert.Equal(default, Dump(values));

        Assert.Equal([1, 2, 3], values);
        var request = new NetlinkDatagram(_kernel.Request());
        Assert.True(request.MoveNext());
        Assert.Equal(NetlinkFlags.Request | NetlinkFlags.Dump | NetlinkFlags.Create, request.Current.Flags);
    }

    [Fact]
    public void Dump_that_fails_at_its_end_or_at_its_start_has_the_kernels_words()
    {
        _kernel.Answer(Number(1, 1), FakeKernel.Done(1, (int)Errno.ENOENT, "ipv4: FIB table does not exist"));
        _kernel.Answer(FakeKernel.Acknowledge(2, (int)Errno.EPERM));

        Assert.Equal(new NetlinkResult(Errno.ENOENT, "ipv4: FIB table does not exist"), Dump([]));
        Assert.Equal(new NetlinkResult(Errno.EPERM), Dump([]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dump_that_a_change_interrupted_is_repeated(bool atTheEnd)
    {
        const NetlinkFlags Interrupted = NetlinkFlags.Multi | NetlinkFlags.DumpInterrupted;
        _kernel.Answer(Number(1, 1, atTheEnd ? NetlinkFlags.Multi : Interrupted), Number(1, 1));
        _kernel.Answer(FakeKernel.Done(1, flags: atTheEnd ? Interrupted : NetlinkFlags.None));
        _kernel.Answer(Number(2, 2), Number(2, 3), FakeKernel.Done(2));
        var values = new List<int>();

        Assert.Equal(default, Dump(values));

        Assert.Equal([2, 3], values);
    }

    [Fact]
    public async Task Dump_that_is_interrupted_for_ever_gives_up()
    {
        var answers = Task.Run(() =>
        {
            for (var sequence = 1u; sequence <= 20; sequence++)
                _kernel.Answer(Number(sequence, 1), FakeKernel.Done(sequence, flags: NetlinkFlags.DumpInterrupted));
        }, TestContext.Current.CancellationToken);

        var result = Dump([]);

        await answers;
        Assert.Equal(new NetlinkResult(Errno.EAGAIN, "objects changed during each of 20 attempts to list them"), result);
    }

    [Fact]
    public void Dump_that_is_interrupted_ends_with_its_time()
    {
        using var kernel = new FakeKernel(TimeSpan.Zero);
        kernel.Answer(Number(1, 1), FakeKernel.Done(1, flags: NetlinkFlags.DumpInterrupted));
        kernel.Answer(Number(2, 1), FakeKernel.Done(2));
        var writer = NetlinkSocketTests.Writer(1);

        Assert.Equal(Errno.ETIMEDOUT, kernel.Client.Dump<int>(ref writer, TryParse, []).Errno);
        kernel.Request();
        Assert.False(kernel.HasRequest);
    }

    [Fact]
    public void Datagram_too_large_for_the_buffer_repeats_the_dump_with_a_larger_one()
    {
        var large = Enumerable.Range(0, 4000).Select(i => Number(1, i)).ToArray();
        _kernel.Answer(large);
        _kernel.Answer(FakeKernel.Done(1));
        _kernel.Answer([.. Enumerable.Range(0, 4000).Select(i => Number(2, i))]);
        _kernel.Answer(FakeKernel.Done(2));
        var values = new List<int>();

        Assert.Equal(default, Dump(values));

        Assert.Equal(Enumerable.Range(0, 4000), values);
    }

    [Fact]
    public void Dump_that_stops_in_the_middle_ends_with_its_time()
    {
        using var kernel = new FakeKernel(TimeSpan.FromMilliseconds(20));
        kernel.Answer(Number(1, 1));
        var writer = NetlinkSocketTests.Writer(1);

        Assert.Equal(Errno.ETIMEDOUT, kernel.Client.Dump<int>(ref writer, TryParse, []).Errno);

        kernel.Answer(Number(1, 1), FakeKernel.Done(1), Number(2, 2), FakeKernel.Done(2));
        var values = new List<int>();
        writer = NetlinkSocketTests.Writer(1);
        Assert.Equal(default, kernel.Client.Dump(ref writer, TryParse, values));
        Assert.Equal([2], values);
    }

    [Fact]
    public void Query_is_one_message() => Assert.Throws<ArgumentOutOfRangeException>(() =>
    {
        var writer = NetlinkSocketTests.Writer(2);
        _kernel.Client.Dump<int>(ref writer, TryParse, []);
    });

    [Fact]
    public void Exception_of_a_parser_leaves_the_socket_usable()
    {
        _kernel.Answer(Number(1, 1), FakeKernel.Done(1));
        _kernel.Answer(Number(2, 2), FakeKernel.Done(2));

        Assert.Throws<InvalidOperationException>(() =>
        {
            var writer = NetlinkSocketTests.Writer(1);
            _kernel.Client.Dump<int>(ref writer, (_, out value) => throw new InvalidOperationException(), []);
        });

        var values = new List<int>();
        Assert.Equal(default, Dump(values));
        Assert.Equal([2], values);
    }

    private static byte[] Number(uint sequence, int value, NetlinkFlags flags = NetlinkFlags.Multi) =>
        FakeKernel.Message(Object, sequence, BitConverter.GetBytes(value), flags);

    private static bool TryParse(NetlinkMessage message, out int value) =>
        message.TryRead(out value, out _) && message.Type == Object;

    private (NetlinkResult, int) Get()
    {
        var writer = NetlinkSocketTests.Writer(1);
        return (_kernel.Client.Get<int>(ref writer, TryParse, out var value), value);
    }

    private NetlinkResult Dump(List<int> values)
    {
        var writer = NetlinkSocketTests.Writer(1);
        return _kernel.Client.Dump(ref writer, TryParse, values);
    }
}
