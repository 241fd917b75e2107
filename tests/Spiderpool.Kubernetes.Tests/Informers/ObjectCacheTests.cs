using CsCheck;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Informers;

public sealed class ObjectCacheTests
{
    private readonly ObjectCache<Namespace> _cache = new();

    [Fact]
    public void Own_write_is_there_at_once_and_its_event_does_not_come_twice()
    {
        _cache.Replace([], "5");

        Assert.Equal(["Added a 7"], Texts(_cache.Offer(Objects.Object("a", 7))));
        Assert.Empty(_cache.Apply(Event(WatchEventType.Added, "a", 7)));
        Assert.Equal(["Modified a 8"], Texts(_cache.Apply(Event(WatchEventType.Modified, "a", 8))));
    }

    [Fact]
    public void Older_write_and_older_event_change_nothing()
    {
        _cache.Replace([Objects.Object("a", 9)], "9");

        Assert.Empty(_cache.Offer(Objects.Object("a", 8)));
        Assert.Empty(_cache.Offer(Objects.Object("a", 9)));
        Assert.Empty(_cache.Apply(Event(WatchEventType.Modified, "a", 8)));
        Assert.Empty(_cache.Apply(Event(WatchEventType.Deleted, "a", 8)));
        Assert.True(_cache.TryGet("a", out var kept) && kept.Metadata.ResourceVersion == "9");
    }

    [Fact]
    public void Write_that_was_deleted_since_does_not_come_back()
    {
        _cache.Replace([Objects.Object("a", 5)], "5");
        _cache.Apply(Event(WatchEventType.Deleted, "a", 8));

        Assert.Empty(_cache.Offer(Objects.Object("a", 7)));
        Assert.False(_cache.TryGet("a", out _));
    }

    [Fact]
    public void Write_newer_than_a_stale_list_survives_it()
    {
        _cache.Replace([], "5");
        _cache.Offer(Objects.Object("a", 9));

        Assert.Empty(_cache.Replace([], "7"));
        Assert.Equal(["Deleted a 9"], Texts(_cache.Replace([], "10")));
    }

    [Fact]
    public void Object_of_the_same_name_with_another_uid_is_another()
    {
        _cache.Replace([Objects.Object("a", 5)], "5");

        Assert.Equal(["Deleted a 5", "Added a 9"], Texts(_cache.Replace([Objects.Object("a", 9, "other")], "9")));
    }

    [Fact]
    public void Server_that_went_back_in_time_is_right()
    {
        _cache.Replace([Objects.Object("a", 50), Objects.Object("b", 51)], "60");

        Assert.Equal(["Modified a 7", "Deleted b 51"], Texts(_cache.Replace([Objects.Object("a", 7)], "9")));
        Assert.Equal("9", _cache.Latest);
    }

    [Fact]
    public void Snapshot_is_the_same_object_until_something_changes()
    {
        _cache.Replace([Objects.Object("a", 1)], "1");
        var snapshot = _cache.Snapshot();

        Assert.Same(snapshot, _cache.Snapshot());
        _cache.Apply(new WatchEvent<Namespace>(WatchEventType.Bookmark, Objects.Object("", 5)));
        Assert.Same(snapshot, _cache.Snapshot());
        _cache.Offer(Objects.Object("b", 6));
        Assert.NotSame(snapshot, _cache.Snapshot());
        Assert.Single(snapshot);
    }

    /// <summary>
    /// A server's history, told by lists (also old ones), watches from the version seen last, and own writes in any order:
    /// the events must add up to the cache, and in the end to the server.
    /// </summary>
    [Fact]
    public void Events_add_up_to_the_cache_whatever_the_order() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 9]).Array[1, 60].Sample(steps =>
        {
            var (cache, history) = (new ObjectCache<Namespace>(), new List<WatchEvent<Namespace>>());
            var told = new Dictionary<string, Namespace>();
            var (server, states) = (new Dictionary<string, Namespace>(), new List<Namespace[]> { Array.Empty<Namespace>() });
            Tell(cache.Replace([], "0"));
            foreach (var (kind, which, back) in steps)
            {
                var name = $"n{which}";
                var version = history.Count + 1;
                if (server.ContainsKey(name) && back == 0)
                {
                    server.Remove(name);
                    history.Add(Event(WatchEventType.Deleted, name, version, told: $"u{version}"));
                }
                else
                {
                    var uid = server.TryGetValue(name, out var before) ? before.Metadata.Uid : $"u{version}";
                    server[name] = Objects.Object(name, version, uid);
                    history.Add(new WatchEvent<Namespace>(before is null ? WatchEventType.Added : WatchEventType.Modified,
                        server[name]));
                }

                states.Add([.. server.Values]);
                var latest = int.Parse(cache.Latest!);
                if (kind == 0)
                    foreach (var change in history.Skip(latest).SkipLast(back % 3)) Tell(cache.Apply(change));
                else if (kind == 1 && history[^1].Type != WatchEventType.Deleted)
                    Tell(cache.Offer(history[^1].Object));
                else if (kind == 2)
                    List(Math.Max(latest, history.Count - back));
                Assert.Equal(Sorted(cache.Snapshot()), Sorted(told.Values));
            }

            foreach (var change in history.Skip(int.Parse(cache.Latest!))) Tell(cache.Apply(change));
            Assert.Equal(Sorted(server.Values), Sorted(cache.Snapshot()));

            void List(int at) => Tell(cache.Replace(states[at], $"{at}"));

            void Tell(IReadOnlyList<WatchEvent<Namespace>> events)
            {
                foreach (var change in events)
                {
                    var key = change.Object.Key;
                    Assert.Equal(change.Type == WatchEventType.Added, !told.ContainsKey(key));
                    if (change.Type == WatchEventType.Deleted) told.Remove(key);
                    else told[key] = change.Object;
                }
            }
        });

    private static IEnumerable<string> Sorted(IEnumerable<Namespace> items) =>
        items.Select(item => $"{item.Metadata.Name} {item.Metadata.ResourceVersion} {item.Metadata.Uid}").Order();

    private static IEnumerable<string> Texts(IReadOnlyList<WatchEvent<Namespace>> events) =>
        events.Select(change => $"{change.Type} {change.Object.Metadata.Name} {change.Object.Metadata.ResourceVersion}");

    private static WatchEvent<Namespace> Event(WatchEventType type, string name, long version, string? told = null) =>
        new(type, Objects.Object(name, version, told));
}
