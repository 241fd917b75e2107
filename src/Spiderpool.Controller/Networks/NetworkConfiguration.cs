using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Controller.Networks;

/// <summary>
/// Pure: the CNI configuration of a SpiderMultusConfig (spec/cni.md 7). The same object always gives the same text, so that a
/// difference is a difference.
/// </summary>
internal static partial class NetworkConfiguration
{
    public const string DefaultCniVersion = "0.3.1";

    /// <returns>Null for type custom without text: the network is that of the file on the node.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.NetworkInvalid"/>: the webhook was away when it was written.</exception>
    public static string? Of(SpiderMultusConfig config)
    {
        var spec = config.Spec;
        if (spec.CniType is null or CniType.Custom)
        {
            if (string.IsNullOrWhiteSpace(spec.CustomCNI)) return null;
            Parse(spec.CustomCNI, "spec.customCNI");
            return spec.CustomCNI;
        }
        return new JsonObject
        {
            ["cniVersion"] = config.Metadata.Annotation(NetworkAnnotations.CniVersion) is { Length: > 0 } version
                ? version : DefaultCniVersion,
            ["name"] = config.Metadata.Annotation(NetworkAnnotations.ConfigurationName) is { Length: > 0 } name
                ? name : NetworkDefinition.NameOf(config),
            ["plugins"] = Chain(spec),
        }.ToJsonString();
    }

    /// <summary>Reads the configuration of one plugin.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.NetworkInvalid"/>: it is no JSON object.</exception>
    public static JsonObject Parse(string text, string field)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Invalid(field, "is no JSON object");
        }
        catch (JsonException e)
        {
            throw Invalid(field, $"is no JSON: {Excerpt.Of(e.Message)}");
        }
    }

    private static JsonArray Chain(SpiderMultusConfigSpec spec)
    {
        var chain = new List<JsonObject?> { Ifacer(spec), Main(spec) };
        if (spec.Sriov is { RdmaIsolation: true }) chain.Add(new JsonObject { ["type"] = "rdma" });
        for (var i = 0; i < (spec.ChainCNIJsonData?.Count ?? 0); i++) chain.Add(Chained(spec.ChainCNIJsonData![i], i));
        if (spec.EnableCoordinator ?? true) chain.Add(Coordinator(spec.Coordinator));
        if (spec.Sriov is { Mtu: > 0 } sriov) chain.Add(new JsonObject { ["type"] = "tuning", ["mtu"] = sriov.Mtu });
        return new JsonArray([.. chain.OfType<JsonNode>()]);
    }

    private static JsonObject Chained(string text, int index)
    {
        var field = $"spec.chainCNIJsonData[{index}]";
        var plugin = Parse(text, field);
        return IsText(plugin["type"]) ? plugin : throw Invalid(field, "has no \"type\"");
    }

    internal static bool IsText(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0;

    private static ReasonException Invalid(string field, string why) => new(Reason.NetworkInvalid, $"{field} {why}");
}
