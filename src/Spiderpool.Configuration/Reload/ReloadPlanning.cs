namespace Spiderpool.Configuration.Reload;

/// <summary>Pure: decides what of a changed configuration file takes effect.</summary>
public static class ReloadPlanning
{
    /// <summary>Compares what runs with what the file says now.</summary>
    public static ReloadPlan<T> Of<T>(T running, T file, IReadOnlyList<ReloadField<T>> fields)
    {
        var changed = fields.Where(field => !field.Value(running).Equals(field.Value(file))).ToList();
        var safe = changed.Where(field => field.Apply is not null).ToList();
        return new ReloadPlan<T>(
            safe.Aggregate(running, (next, field) => field.Apply!(next, file)),
            [.. safe.Select(field => field.Key)],
            [.. changed.Except(safe).Select(field => field.Key)]);
    }
}
