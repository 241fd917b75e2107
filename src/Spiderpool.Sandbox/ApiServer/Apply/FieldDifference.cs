namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>What differs between two objects.</summary>
/// <param name="Changed">Fields that are new or have another value.</param>
/// <param name="Removed">Fields that are gone.</param>
internal sealed record FieldDifference(FieldSet Changed, FieldSet Removed)
{
    public static readonly FieldDifference None = new(FieldSet.Empty, FieldSet.Empty);

    public bool IsEmpty => Changed.IsEmpty && Removed.IsEmpty;
}
