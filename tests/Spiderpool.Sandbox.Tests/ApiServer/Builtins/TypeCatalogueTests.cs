using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.Tests.ApiServer.Builtins;

public class TypeCatalogueTests
{
    public static TheoryData<string> Kinds() => [.. BuiltinResources.All.Select(resource => $"{resource.ApiVersion} {resource.Kind}")];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_built_in_kind_has_the_fields_of_the_official_clients_model(string kind)
    {
        var words = kind.Split(' ');
        var model = typeof(V1Pod).Assembly.GetTypes().Single(type =>
            type.GetCustomAttribute<KubernetesEntityAttribute>() is { } entity && entity.Kind == words[1]
            && (entity.Group.Length == 0 ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}") == words[0]);
        var described = TypeCatalogue.Instance.FindKind(words[0], words[1]);

        Assert.NotNull(described);
        var differences = new List<string>();
        Compare(model, described, kind, differences, []);
        Assert.Empty(differences);
    }

    [Fact]
    public void Every_type_that_a_field_names_is_described()
    {
        var missing = TypeCatalogue.Instance.All.SelectMany(type => type.Fields)
            .Where(field => field.Type.Package.Length > 0 && TypeCatalogue.Instance.Find(field.Type) is null);

        Assert.Empty(missing);
    }

    [Fact]
    public void No_two_fields_of_a_type_have_one_number()
    {
        var twice = TypeCatalogue.Instance.All.SelectMany(type => type.Fields.Where(field => !field.Numbers.IsEmpty)
            .GroupBy(field => string.Join('.', field.Numbers)).Where(group => group.Count() > 1)
            .Select(group => $"{type.Name} {group.Key}"));

        Assert.Empty(twice);
    }

    [Theory]
    [InlineData("v1", "Pod", "spec", 2, false)]
    [InlineData("apps/v1", "DeploymentSpec", "replicas", 1, false)]
    [InlineData("v1", "ContainerPort", "hostPort", 2, true)]
    public void A_field_has_its_number_and_whether_zero_is_absence(string apiVersion, string type, string name, int number, bool omitsZero)
    {
        var field = TypeCatalogue.Instance.FindKind(apiVersion, type)!.Field(name)!;

        Assert.Equal([number], field.Numbers);
        Assert.Equal(omitsZero, field.OmitsZero);
    }

    [Fact]
    public void A_list_has_its_merge_key()
    {
        var containers = TypeCatalogue.Instance.FindKind("v1", "PodSpec")!.Field("containers")!;
        var volumes = TypeCatalogue.Instance.FindKind("v1", "PodSpec")!.Field("volumes")!;

        Assert.Equal(("name", "merge"), (containers.MergeKey, containers.PatchStrategy));
        Assert.Equal(("name", "merge,retainKeys"), (volumes.MergeKey, volumes.PatchStrategy));
    }

    private static void Compare(Type model, TypeDescription described, string path, List<string> differences, HashSet<Type> seen)
    {
        if (!seen.Add(model))
            return;
        foreach (var property in model.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name is not { } name || IsTypeMember(model, name))
                continue;
            if (described.Field(name) is not { } field)
                differences.Add($"{path}.{name} is missing");
            // What is alpha has no description, and may hold anything.
            else if (field.Type.Name != "any" && Element(property.PropertyType) is { } inner)
                Compare(inner, TypeCatalogue.Instance.Find(field.Type)!, $"{path}.{name}", differences, seen);
        }
    }

    private static bool IsTypeMember(Type model, string name) =>
        name is "apiVersion" or "kind" && model.GetCustomAttribute<KubernetesEntityAttribute>() is not null;

    /// <summary>The model in a property, or in a list or map of them; null for scalars.</summary>
    private static Type? Element(Type type)
    {
        while (type.IsGenericType)
            type = type.GetGenericArguments()[^1];
        return type.Namespace == "k8s.Models" && type != typeof(ResourceQuantity) && type != typeof(IntOrString) ? type : null;
    }
}
