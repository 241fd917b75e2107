using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>The types of the built-in kinds, from builtin-kinds.txt.</summary>
internal sealed class TypeCatalogue
{
    private static readonly Lazy<TypeCatalogue> Shared = new(() => new TypeCatalogue(ReadResource()));

    private readonly Dictionary<(string Package, string Name), TypeDescription> _types = [];

    private TypeCatalogue(IEnumerable<string> lines)
    {
        var (package, name, description) = ("", "", "");
        var fields = ImmutableArray.CreateBuilder<FieldDescription>();
        void Finish()
        {
            if (name.Length > 0)
                _types[(package, name)] = new TypeDescription(package, name, description, fields.ToImmutable());
            fields.Clear();
            name = "";
        }

        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                fields.Add(FieldDescription.Parse(line, package));
                continue;
            }

            Finish();
            if (line[0] == '[')
            {
                package = line.Trim('[', ']');
                continue;
            }

            var parts = line.Split(": ", 2);
            (name, description) = (parts[0], parts.Length > 1 ? parts[1] : "");
        }

        Finish();
    }

    public static TypeCatalogue Instance => Shared.Value;

    public IEnumerable<TypeDescription> All => _types.Values;

    public TypeDescription? Find(string package, string name) => _types.GetValueOrDefault((package, name));

    public TypeDescription? Find(TypeReference type) => Find(type.Package, type.Name);

    /// <param name="apiVersion">Such as <c>v1</c> or <c>apps/v1</c>.</param>
    public TypeDescription? FindKind(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? Find(DefinitionNames.Package("", apiVersion), kind)
            : Find(DefinitionNames.Package(apiVersion[..slash], apiVersion[(slash + 1)..]), kind);
    }

    /// <summary>The type of a built-in resource's objects.</summary>
    public TypeDescription? Find(ResourceDefinition resource) =>
        Find(DefinitionNames.Package(resource.Group, resource.Version), resource.Kind);

    private static IEnumerable<string> ReadResource()
    {
        using var reader = new StreamReader(typeof(TypeCatalogue).Assembly.GetManifestResourceStream("builtin-kinds.txt")!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
