using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>ipam.spidernet.io/routes: further static routes of the pod.</summary>
internal static class RoutesAnnotation
{
    private const string Example = """[{"dst":"10.99.0.0/16","gw":"10.20.0.254"}]""";

    private static readonly string[] Keys = ["dst", "gw"];

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<PoolRoute> Parse(Pod pod)
    {
        if (pod.Metadata.Annotation(AnnotationKeys.Routes) is not { } value) return [];
        var text = new AnnotationText($"pod {pod.Key}", AnnotationKeys.Routes, value, Example);
        return text.ReadJson(root =>
        {
            var routes = new List<PoolRoute>();
            foreach (var item in text.Items(root, "the value")) routes.Add(ParseRoute(text, item, $"item {routes.Count}"));
            return routes;
        });
    }

    private static PoolRoute ParseRoute(AnnotationText text, JsonElement item, string what)
    {
        var members = text.Members(item, what, Keys);
        var dst = text.ReadString(members, "dst") ?? throw text.Invalid($"{what} has no \"dst\"");
        var gw = text.ReadString(members, "gw") ?? throw text.Invalid($"{what} has no \"gw\"");
        if (!Prefix.TryParse(dst, out var destination))
        {
            throw text.Invalid($"dst \"{Excerpt.Of(dst)}\" of {what} is not a CIDR");
        }
        if (!Address.TryParse(gw, out var gateway)) throw text.Invalid($"gw \"{Excerpt.Of(gw)}\" of {what} is not an IP address");
        if (gateway.Family != destination.Family) throw text.Invalid($"dst and gw of {what} are of different families");
        return new PoolRoute { Dst = destination.Network.ToString(), Gw = gateway.ToString() };
    }
}
