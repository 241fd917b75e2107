using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>What is known of the value of a member in an object of a built-in kind.</summary>
/// <param name="Type">Null when nothing is known.</param>
/// <param name="Field">That has the value; null for the root, the values of maps and the items of lists.</param>
internal sealed record MemberType(TypeReference? Type, FieldDescription? Field)
{
    public static readonly MemberType Unknown = new(null, null);

    /// <summary>A struct, which has fields, in contrast to a map, which has keys.</summary>
    public bool IsStruct => Description is not null;

    /// <summary>
    /// Of a list that merges: the field that tells its items apart, empty for a list of scalars. Null when the list is replaced.
    /// </summary>
    public string? MergeKey => Field is { Merges: true } ? Field.MergeKey : null;

    public TypeDescription? Description => Type is { Wrapper: "" } ? TypeCatalogue.Instance.Find(Type) : null;

    public static MemberType Of(ResourceDefinition resource) => TypeCatalogue.Instance.Find(resource) is { } type
        ? new MemberType(new TypeReference("", type.Package, type.Name), null)
        : Unknown;

    /// <summary>The metadata that every kind has.</summary>
    public static MemberType Metadata { get; } = new(new TypeReference("", "meta/v1", "ObjectMeta"), null);

    public MemberType Member(string name)
    {
        if (Type is null)
            return Unknown;
        if (Type.Wrapper.StartsWith("{}", StringComparison.Ordinal))
            return new MemberType(Type.Item(), null);
        return Description?.Field(name) is { } field ? new MemberType(field.Type, field) : Unknown;
    }

    /// <summary>Of a list: the type of its items.</summary>
    public MemberType Item() =>
        Type is not null && Type.Wrapper.StartsWith("[]", StringComparison.Ordinal) ? new MemberType(Type.Item(), null) : Unknown;
}
