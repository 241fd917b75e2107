using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>A compiled <c>openAPIV3Schema</c> of a CustomResourceDefinition.</summary>
internal sealed record StructuralSchema
{
    /// <summary>The schema as written, for the published OpenAPI documents.</summary>
    public required JsonObject Source { get; init; }

    public string? Type { get; init; }

    public string? Format { get; init; }

    public bool Nullable { get; init; }

    public bool IntOrString { get; init; }

    public bool PreserveUnknownFields { get; init; }

    public bool EmbeddedResource { get; init; }

    public IReadOnlyDictionary<string, StructuralSchema> Properties { get; init; } =
        ImmutableDictionary<string, StructuralSchema>.Empty;

    public StructuralSchema? AdditionalProperties { get; init; }

    /// <summary><c>additionalProperties: true</c>.</summary>
    public bool AllowsAnyProperty { get; init; }

    public StructuralSchema? Items { get; init; }

    public ImmutableArray<string> Required { get; init; } = [];

    public JsonArray? Enum { get; init; }

    public JsonNode? Default { get; init; }

    public Re2Pattern? Pattern { get; init; }

    public decimal? Minimum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public decimal? MultipleOf { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    /// <summary>atomic (default), set or map.</summary>
    public string? ListType { get; init; }

    public ImmutableArray<string> ListMapKeys { get; init; } = [];

    /// <summary>granular (default) or atomic.</summary>
    public string? MapType { get; init; }

    public ImmutableArray<StructuralSchema> AllOf { get; init; } = [];

    public ImmutableArray<StructuralSchema> AnyOf { get; init; } = [];

    public ImmutableArray<StructuralSchema> OneOf { get; init; } = [];

    public StructuralSchema? Not { get; init; }

    /// <summary><c>x-kubernetes-validations</c>.</summary>
    public ImmutableArray<ValidationRule> Rules { get; init; } = [];

    /// <summary>Which rules there are here and below.</summary>
    public RuleUse RuleUse { get; init; }

    /// <summary>Whether the members of an object have the same identity before and after an update.</summary>
    public bool IsGranular => MapType != "atomic";

    /// <summary>The schema that a member has, or null when it is not specified.</summary>
    public StructuralSchema? Member(string name) => Properties.GetValueOrDefault(name) ?? AdditionalProperties;
}
