using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>Namespaces, as the simplest kind that there is.</summary>
internal static class Objects
{
    public static string Json(string name, long version, string? uid = null, string label = "x") => $$$"""
        {"metadata":{"name":"{{{name}}}","uid":"{{{uid ?? name}}}","resourceVersion":"{{{version}}}","labels":{"l":"{{{label}}}"}},
         "spec":{}}
        """.ReplaceLineEndings("");

    public static string List(long version, params string[] items) => ListOf(version, null, items);

    public static string ListOf(long version, string? next, params string[] items) => $$"""
        {"kind":"NamespaceList","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},
         "items":[{{string.Join(",", items)}}]}
        """.Trim();

    public static Namespace Object(string name, long version, string? uid = null) => new()
    {
        Metadata = new ObjectMeta { Name = name, Uid = uid ?? name, ResourceVersion = $"{version}" },
    };
}
