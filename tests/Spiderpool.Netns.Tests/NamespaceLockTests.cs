using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests;

public sealed class NamespaceLockTests : IDisposable
{
    private readonly NetnsFixture _namespaces = new();

    [Fact]
    public void Another_opener_waits_until_the_lock_is_free()
    {
        var first = _namespaces.Create().Namespace;
        using var second = NetworkNamespace.Open(first.Path);
        var held = first.Lock(TimeSpan.Zero);

        var failure = Assert.Throws<SystemCallException>(() => second.Lock(TimeSpan.FromMilliseconds(5)));
        Assert.Equal(Errno.ETIMEDOUT, failure.Errno);
        held.Dispose();
        second.Lock(TimeSpan.Zero).Dispose();
    }

    [Fact]
    public void Another_namespace_has_a_lock_of_its_own()
    {
        using var held = _namespaces.Create().Namespace.Lock(TimeSpan.Zero);

        _namespaces.Create().Namespace.Lock(TimeSpan.Zero).Dispose();
    }

    [Fact]
    public void A_holder_that_goes_gives_the_lock_back()
    {
        var first = _namespaces.Create().Namespace;
        var second = NetworkNamespace.Open(first.Path);
        _ = second.Lock(TimeSpan.Zero);
        second.Dispose();

        first.Lock(TimeSpan.Zero).Dispose();
    }

    public void Dispose() => _namespaces.Dispose();
}
