namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>What differs between the schemas of the two OpenAPI versions.</summary>
/// <param name="ReferencePrefix">Before the name of a definition in a <c>$ref</c>.</param>
/// <param name="IsFull">Whether a schema may use all words of a CustomResourceDefinition's schema.</param>
internal sealed record SchemaDialect(string ReferencePrefix, bool IsFull)
{
    public static readonly SchemaDialect V2 = new("#/definitions/", false);

    public static readonly SchemaDialect V3 = new("#/components/schemas/", true);
}
