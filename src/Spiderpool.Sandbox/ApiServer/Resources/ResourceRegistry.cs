using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>The served resources. Readers see immutable snapshots; CRDs replace them.</summary>
internal sealed class ResourceRegistry
{
    private readonly Lock _gate = new();
    private volatile Table _table = Table.Of([.. BuiltinResources.All]);

    /// <summary>Counts changes, so that documents made from the registry can be kept until it changes.</summary>
    public long Generation => _table.Generation;

    public ImmutableArray<ResourceDefinition> All => _table.All;

    public ResourceDefinition? Find(string group, string version, string plural) =>
        _table.ByPath.GetValueOrDefault((group, version, plural));

    public ResourceDefinition? FindKind(string apiVersion, string kind) =>
        All.FirstOrDefault(resource => resource.ApiVersion == apiVersion && resource.Kind == kind);

    /// <summary>Any served version of a group's kind.</summary>
    public ResourceDefinition? FindGroupKind(string group, string kind) =>
        All.FirstOrDefault(resource => resource.Group == group && resource.Kind == kind);

    /// <summary>Replaces all versions of one custom resource; none to remove it.</summary>
    public void Replace(StoreKey key, IEnumerable<ResourceDefinition> versions)
    {
        lock (_gate)
        {
            var kept = _table.All.Where(resource => !resource.IsCustom || resource.StoreKey != key);
            _table = Table.Of([.. kept, .. versions], _table.Generation + 1);
        }
    }

    private sealed record Table(
        ImmutableArray<ResourceDefinition> All,
        IReadOnlyDictionary<(string Group, string Version, string Plural), ResourceDefinition> ByPath,
        long Generation)
    {
        public static Table Of(ImmutableArray<ResourceDefinition> all, long generation = 0) =>
            new(all, all.ToDictionary(resource => (resource.Group, resource.Version, resource.Plural)), generation);
    }
}
