using Spiderpool.Sandbox.ApiServer.GarbageCollection;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.Tests.GarbageCollection;

public class OwnerIndexTests
{
    private static readonly ObjectKey First = new(new StoreKey("", "pods"), "a/first");
    private static readonly ObjectKey Second = new(new StoreKey("", "pods"), "a/second");

    private readonly OwnerIndex _index = new();

    [Fact]
    public void Set_reports_the_owners_before_and_nothing_when_they_are_the_same()
    {
        Assert.Empty(_index.Set(First, [Owner("1")]));
        Assert.True(_index.Set(First, [Owner("1")]).IsDefault);
        Assert.Equal(["1"], _index.Set(First, [Owner("2")]).Select(owner => owner.Uid));
    }

    [Fact]
    public void Dependents_are_those_that_name_the_uid_now()
    {
        _index.Set(First, [Owner("1"), Owner("2")]);
        _index.Set(Second, [Owner("1")]);
        _index.Set(First, [Owner("2")]);

        Assert.Equal([Second], _index.Dependents("1"));
        Assert.Equal([First], _index.Dependents("2"));
        Assert.Empty(_index.Dependents("3"));
    }

    [Fact]
    public void An_owner_is_blocked_by_a_dependent_that_says_so_for_this_owner()
    {
        _index.Set(First, [Owner("1"), Owner("2", blocks: true)]);
        _index.Set(Second, [Owner("1")]);

        Assert.False(_index.IsBlocked("1"));
        Assert.True(_index.IsBlocked("2"));
        _index.Set(First, []);
        Assert.False(_index.IsBlocked("2"));
    }

    private static OwnerReference Owner(string uid, bool blocks = false) => new("v1", "ConfigMap", $"owner-{uid}", uid, blocks);
}
