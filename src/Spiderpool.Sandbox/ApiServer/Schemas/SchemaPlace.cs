using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Where a schema stands in the schema of its resource.</summary>
/// <param name="Path">In the CRD, for errors.</param>
/// <param name="IsStructural">False below allOf, anyOf, oneOf and not, where no type is required.</param>
/// <param name="IsResource">At the root.</param>
/// <param name="Uncorrelatable">Path of the innermost list or map around it whose items have no old value; null for none.</param>
internal sealed record SchemaPlace(string Path, bool IsStructural, bool IsResource, int Depth, string? Uncorrelatable)
{
    public SchemaPlace Member(JsonObject parent, string path) =>
        Below(path, parent.Text("x-kubernetes-map-type") == "atomic");

    public SchemaPlace Item(JsonObject parent) =>
        Below($"{Path}.items", parent.Text("x-kubernetes-list-type") != "map");

    public SchemaPlace Junctor(string path) => Below(path, false) with { IsStructural = false };

    private SchemaPlace Below(string path, bool uncorrelatable) => this with
    {
        Path = path,
        IsResource = false,
        Depth = Depth + 1,
        Uncorrelatable = uncorrelatable ? Path : Uncorrelatable,
    };
}
