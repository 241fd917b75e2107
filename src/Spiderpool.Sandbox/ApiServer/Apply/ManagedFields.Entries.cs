using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Apply;

internal sealed partial record ManagedFields
{
    /// <summary>All fields that any manager owns.</summary>
    public FieldSet Union => Entries.Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields));

    public ManagedFieldsEntry? Find(ManagedFieldsEntry manager) => Entries.FirstOrDefault(entry => entry.IsSame(manager));

    /// <summary>Puts an entry in the place of that of the same manager.</summary>
    public ManagedFields With(ManagedFieldsEntry manager) => new([.. Entries.Where(entry => !entry.IsSame(manager)), manager]);

    /// <param name="live">The object that the entries are of; null when there is none.</param>
    public ManagedFields Reconciled(JsonObject? live, FieldShape shape) => live is null ? this : new([.. Entries.Select(entry =>
        entry with { Fields = FieldSetReconciliation.Reconcile(entry.Fields, live, shape) })]);

    /// <summary>Takes from all managers but one what it changed, and what is gone.</summary>
    public ManagedFields Taken(ManagedFieldsEntry manager, FieldDifference difference) => new([.. Entries.Select(entry =>
        entry with
        {
            Fields = entry.IsSame(manager)
                ? entry.Fields
                : entry.Fields.Except(difference.Changed).Except(difference.Removed),
        })]);

    /// <summary>After an update: who changed a field owns it alone.</summary>
    /// <param name="self">With the fields that it changed.</param>
    private ManagedFields Updated(ManagedFieldsEntry self, FieldDifference difference)
    {
        if (difference.IsEmpty)
            return this;
        var before = Find(self);
        var fields = (before?.Fields ?? FieldSet.Empty).Union(self.Fields).Except(difference.Removed);
        var next = self.Fields.IsEmpty && before is not null ? before with { Fields = fields } : self with { Fields = fields };
        return Taken(self, difference).With(next).Capped();
    }

    /// <summary>As the server stores entries: without empty ones, appliers first, then by time and name.</summary>
    public JsonArray ToJson() => new([.. Entries.Where(entry => !entry.Fields.IsEmpty)
        .OrderBy(entry => entry.Operation, StringComparer.Ordinal)
        .ThenBy(entry => entry.Time, StringComparer.Ordinal)
        .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
        .ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal)
        .ThenBy(entry => entry.Subresource, StringComparer.Ordinal)
        .Select(entry => entry.ToJson())]);

    private ManagedFields Capped()
    {
        var updaters = Entries.Where(entry => entry.Operation == ManagedFieldsEntry.Update && !entry.Fields.IsEmpty)
            .OrderBy(entry => entry.Time, StringComparer.Ordinal).ToList();
        if (updaters.Count <= MaxUpdaters)
            return this;
        var old = updaters[..(updaters.Count - MaxUpdaters + 1)];
        var merged = old.GroupBy(entry => entry.ApiVersion).Select(group => group.Last() with
        {
            Manager = AncientChanges,
            Subresource = "",
            Fields = group.Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields)),
        });
        return new ManagedFields([.. Entries.Except(old), .. merged]);
    }
}
