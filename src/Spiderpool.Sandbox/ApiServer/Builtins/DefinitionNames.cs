using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Builtins;

/// <summary>The names of types in OpenAPI documents.</summary>
internal static class DefinitionNames
{
    public const string ObjectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    public static string Of(string package, string name) => package switch
    {
        "meta/v1" => $"io.k8s.apimachinery.pkg.apis.meta.v1.{name}",
        "apiextensions/v1" => $"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.{name}",
        _ => $"io.k8s.api.{package.Replace('/', '.')}.{name}",
    };

    /// <summary>The package of a built-in group, such as <c>rbac/v1</c> of rbac.authorization.k8s.io/v1.</summary>
    public static string Package(string group, string version) =>
        $"{(group.Length == 0 ? "core" : group.Split('.')[0])}/{version}";

    /// <summary>Reversed group, version, kind: <c>io.spidernet.spiderpool.v2beta1.SpiderIPPool</c>.</summary>
    public static string OfCustom(ResourceDefinition resource) =>
        $"{string.Join('.', resource.Group.Split('.').Reverse())}.{resource.Version}.{resource.Kind}";
}
