using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>A built-in type.</summary>
/// <param name="Package">Such as <c>core/v1</c>.</param>
internal sealed record TypeDescription(
    string Package, string Name, string Description, ImmutableArray<FieldDescription> Fields)
{
    private readonly Dictionary<string, FieldDescription> _byName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Name in the OpenAPI documents, such as <c>io.k8s.api.core.v1.Pod</c>.</summary>
    public string DefinitionName => DefinitionNames.Of(Package, Name);

    public FieldDescription? Field(string name) => _byName.GetValueOrDefault(name);
}
