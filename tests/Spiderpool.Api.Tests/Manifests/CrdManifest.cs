using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>One CRD manifest of the chart, beside the C# type of its kind.</summary>
internal sealed record CrdManifest(Type Type, ResourceDefinition Definition, JsonObject Document)
{
    private const string Folder = "charts/spiderpool/crds";

    /// <summary>One for each kind of the API group that has a C# type, by plural.</summary>
    public static IReadOnlyDictionary<string, CrdManifest> All { get; } = typeof(SpiderIPPool).Assembly.GetTypes()
        .Where(type => type.BaseType == typeof(KubernetesObject) && type.Namespace == typeof(SpiderIPPool).Namespace)
        .Select(Read)
        .ToDictionary(manifest => manifest.Definition.Plural);

    /// <summary>Paths of the manifests of the API group in the chart.</summary>
    public static IEnumerable<string> Files => SourceTree.Files(Folder, $"{SpiderpoolGroup.Name}_*.yaml");

    public string Path => PathOf(Definition);

    public JsonTypeInfo TypeInfo => ApiJson.Default.GetTypeInfo(Type)!;

    public JsonObject Spec => Document["spec"]!.AsObject();

    public JsonObject Version => Spec["versions"]![0]!.AsObject();

    public JsonObject Schema => Version["schema"]!["openAPIV3Schema"]!.AsObject();

    public IEnumerable<JsonObject> Columns =>
        Version["additionalPrinterColumns"]?.AsArray().Select(column => column!.AsObject()) ?? [];

    /// <summary>Every schema of the manifest with its path; the root and <c>metadata</c> are left out.</summary>
    public IEnumerable<SchemaNode> Nodes => new SchemaNode("", Schema, null).Descendants();

    private static string PathOf(ResourceDefinition definition) => $"{Folder}/{definition.Group}_{definition.Plural}.yaml";

    private static CrdManifest Read(Type type)
    {
        var definition = (ResourceDefinition)type.GetProperty(nameof(SpiderIPPool.Definition))!.GetValue(null)!;
        return new CrdManifest(type, definition, YamlText.Parse(SourceTree.Read(PathOf(definition))));
    }
}
