using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Schemas;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>One served resource in one version: what discovery says of it and how its objects are treated.</summary>
internal sealed record ResourceDefinition
{
    public static readonly ImmutableArray<string> AllVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>Empty for the core group.</summary>
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required string Plural { get; init; }

    public string Singular { get; init; } = "";

    public string ListKind { get; init => field = value.Length > 0 ? value : field; } = "";

    public bool Namespaced { get; init; }

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    public ImmutableArray<string> Verbs { get; init; } = AllVerbs;

    /// <summary>Subresources besides status and scale, with the kind they carry.</summary>
    public ImmutableArray<Subresource> Subresources { get; init; } = [];

    public bool HasStatus { get; init; }

    /// <summary><c>metadata.generation</c> counts changes of the desired state.</summary>
    public bool HasGeneration { get; init; }

    public ScalePaths? Scale { get; init; }

    public ImmutableArray<TableColumn> Columns { get; init; } = TableColumn.NameAndAge;

    public ImmutableArray<SelectableField> SelectableFields { get; init; } = SelectableField.Metadata;

    /// <summary>Null for built-in kinds, which take any field.</summary>
    public StructuralSchema? Schema { get; init; }

    /// <summary>The version in which objects are stored; served versions differ from it only by conversion.</summary>
    public string StorageVersion { get; init => field = value.Length > 0 ? value : field; } = "";

    public VersionConversion? Conversion { get; init; }

    /// <summary>Group under which the objects are kept; events.k8s.io shares the store of the core events.</summary>
    public string? StorageGroup { get; init; }

    public bool IsCustom => Schema is not null;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string QualifiedPlural => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    public string ListKindOrDefault => ListKind.Length > 0 ? ListKind : Kind + "List";

    public string SingularOrDefault => Singular.Length > 0 ? Singular : Kind.ToLowerInvariant();

    public StoreKey StoreKey => new(StorageGroup ?? Group, Plural);

    /// <summary>Whether stored bytes may be sent as they are.</summary>
    public bool ServesStoredForm => Conversion is null && (StorageVersion.Length == 0 || StorageVersion == Version);

    public bool Is(string group, string plural) => Group == group && Plural == plural;

    /// <summary>A stored object in this version; the argument is not changed.</summary>
    public JsonObject FromStored(JsonObject stored)
    {
        if (ServesStoredForm)
            return stored;
        var copy = (JsonObject)stored.DeepClone();
        Conversion?.FromStored(copy);
        copy["apiVersion"] = ApiVersion;
        return copy;
    }

    /// <summary>Changes an object of this version into the stored form, in place.</summary>
    public void ToStored(JsonObject served)
    {
        if (ServesStoredForm)
            return;
        Conversion?.ToStored(served);
        var version = StorageVersion.Length > 0 ? StorageVersion : Version;
        var group = StorageGroup ?? Group;
        served["apiVersion"] = group.Length == 0 ? version : $"{group}/{version}";
    }
}
