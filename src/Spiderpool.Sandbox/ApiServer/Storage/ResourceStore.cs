using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Selection;

namespace Spiderpool.Sandbox.ApiServer.Storage;

/// <summary>
/// The objects of one resource in etcd's key order, with a bounded history of changes. Reads take immutable snapshots;
/// commits are serialised by a lock of this resource alone.
/// </summary>
internal sealed class ResourceStore(
    StoreKey key, RevisionCounter revisions, int historyLimit, Action<StoreKey, WatchEvent> committed)
{
    private const long HistoryBytesLimit = 128L << 20;
    private const int KeptSnapshots = 16;

    private readonly Lock _gate = new();
    private readonly Queue<WatchEvent> _history = new();
    private readonly List<Watcher> _watchers = [];
    private readonly Queue<StoreSnapshot> _pages = new();
    private volatile ImmutableSortedDictionary<string, StoredObject> _objects =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    private ImmutableArray<SelectableField> _selectable = SelectableField.Metadata;
    private long _historyBytes;
    private long _forgotten;

    public StoreKey Key { get; } = key;

    public int Count => _objects.Count;

    /// <summary>The present objects; another instance after each change.</summary>
    public ImmutableSortedDictionary<string, StoredObject> Objects => _objects;

    public StoredObject? Get(string key) => _objects.GetValueOrDefault(key);

    /// <summary>Sets which fields are kept for selectors of later revisions.</summary>
    public void Select(ImmutableArray<SelectableField> fields) => _selectable = fields;

    public StoreSnapshot Snapshot()
    {
        lock (_gate)
            return new StoreSnapshot(_objects, revisions.Current);
    }

    /// <summary>Keeps a snapshot for the later pages of a limited list.</summary>
    public void Keep(StoreSnapshot snapshot)
    {
        lock (_gate)
        {
            _pages.Enqueue(snapshot);
            if (_pages.Count > KeptSnapshots)
                _pages.Dequeue();
        }
    }

    public StoreSnapshot? Kept(long revision)
    {
        lock (_gate)
            return _pages.LastOrDefault(page => page.Revision == revision);
    }

    /// <summary>Stores a new revision if the current one is still <paramref name="expected"/> (null: absent).</summary>
    /// <param name="next">The whole object; the store takes it and sets its resourceVersion.</param>
    /// <returns>The revision, or null when another writer was faster.</returns>
    public StoredObject? TryCommit(string key, StoredObject? expected, JsonObject next)
    {
        lock (_gate)
        {
            if (_objects.GetValueOrDefault(key) != expected)
                return null;
            var stored = Seal(next);
            _objects = _objects.SetItem(key, stored);
            Publish(new WatchEvent(expected is null ? WatchEventType.Added : WatchEventType.Modified, stored, expected));
            return stored;
        }
    }

    /// <summary>Removes an object if it is still <paramref name="expected"/>.</summary>
    /// <param name="last">What watchers see of it; the store takes it.</param>
    public StoredObject? TryRemove(string key, StoredObject expected, JsonObject last)
    {
        lock (_gate)
        {
            if (_objects.GetValueOrDefault(key) != expected)
                return null;
            var stored = Seal(last);
            _objects = _objects.Remove(key);
            Publish(new WatchEvent(WatchEventType.Deleted, stored, expected));
            return stored;
        }
    }

    /// <summary>Changes stored forms in place, without a new revision or event: for defaults of a changed schema.</summary>
    /// <param name="change">A changed copy, or null to leave the object.</param>
    public void Rewrite(Func<JsonObject, JsonObject?> change)
    {
        lock (_gate)
        {
            foreach (var (key, item) in _objects)
            {
                if (change(item.Tree) is { } changed)
                    _objects = _objects.SetItem(key, new StoredObject(changed, item.Revision, _selectable));
            }
        }
    }

    /// <summary>Puts an object that an earlier process stored.</summary>
    public void Load(JsonObject tree, long revision)
    {
        lock (_gate)
        {
            var stored = new StoredObject(tree, revision, _selectable);
            _objects = _objects.SetItem(stored.Key, stored);
        }
    }

    /// <summary>Starts a watch after a revision.</summary>
    /// <exception cref="ApiException">410 when the history no longer reaches back to it.</exception>
    public Watcher Watch(long afterRevision, ObjectFilter filter)
    {
        lock (_gate)
        {
            var oldest = Math.Max(_forgotten, revisions.Floor);
            if (afterRevision < oldest)
                throw ApiErrors.Expired($"too old resource version: {afterRevision} ({oldest})");
            return Register(filter, [.. _history.Where(change => change.Revision > afterRevision)]);
        }
    }

    /// <summary>Starts a watch with the present state.</summary>
    public Watcher Watch(ObjectFilter filter, out StoreSnapshot state)
    {
        lock (_gate)
        {
            state = new StoreSnapshot(_objects, revisions.Current);
            return Register(filter, []);
        }
    }

    public void Bookmark(Watcher watcher)
    {
        lock (_gate)
            watcher.OfferBookmark(revisions.Current);
    }

    public void CloseWatches()
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.Close();
        }
    }

    /// <summary>Drops the history, so that watches from older revisions get 410, as after a compaction.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            _history.Clear();
            _pages.Clear();
            _historyBytes = 0;
            _forgotten = revisions.Current;
        }
    }

    private Watcher Register(ObjectFilter filter, IReadOnlyList<WatchEvent> backlog)
    {
        var watcher = new Watcher(filter, Unregister) { Backlog = backlog };
        _watchers.Add(watcher);
        return watcher;
    }

    private void Unregister(Watcher watcher)
    {
        lock (_gate)
            _watchers.Remove(watcher);
    }

    private StoredObject Seal(JsonObject tree)
    {
        var revision = revisions.Next();
        tree.Ensure("metadata")["resourceVersion"] = revision.ToString();
        return new StoredObject(tree, revision, _selectable);
    }

    private void Publish(WatchEvent change)
    {
        change.Previous?.ReleaseTree();
        // The history needs the selection of the one before, but not the chain of all before it: StoredObject has none.
        _history.Enqueue(change);
        _historyBytes += change.Object.Bytes.Length;
        while (_history.Count > historyLimit || (_historyBytes > HistoryBytesLimit && _history.Count > 1))
        {
            var dropped = _history.Dequeue();
            _historyBytes -= dropped.Object.Bytes.Length;
            _forgotten = dropped.Revision;
        }

        foreach (var watcher in _watchers)
            watcher.Offer(change);
        committed(Key, change);
    }
}
