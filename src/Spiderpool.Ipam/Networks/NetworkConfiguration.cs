using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;

namespace Spiderpool.Ipam.Networks;

/// <summary>Pure: a NetworkAttachmentDefinition and what a pod wants of it, to what the plugin on the node is to do.</summary>
public static class NetworkConfiguration
{
    /// <summary>Longest configuration, in characters.</summary>
    private const int MaxLength = 64 * 1024;

    /// <param name="selection">What the pod wants.</param>
    /// <param name="definition">The network.</param>
    /// <param name="deviceId">The device that the kubelet gave the pod for the network; null for none.</param>
    /// <exception cref="ReasonException"><see cref="Reason.NetworkUnusable"/>.</exception>
    public static PodNetwork Make(NetworkSelection selection, NetworkAttachmentDefinition definition, string? deviceId = null) => new()
    {
        Name = selection.ToString(),
        Interface = selection.Interface ?? "",
        Config = definition.Spec?.Config is { } text && !string.IsNullOrWhiteSpace(text)
            ? ListOf(selection, text, deviceId).ToJsonString()
            : "",
        CapabilityArgs = Capabilities(selection, deviceId),
        DefaultRoute = [.. selection.DefaultRoute.Select(gateway => gateway.ToString())],
    };

    /// <summary>The configuration as a list of plugins, with a name, the pod's arguments and its device.</summary>
    private static JsonObject ListOf(NetworkSelection selection, string text, string? deviceId)
    {
        var list = Parse(selection, text);
        if (!list.ContainsKey("plugins"))
        {
            var plugin = list;
            list = new JsonObject { ["cniVersion"] = plugin["cniVersion"]?.DeepClone(), ["name"] = plugin["name"]?.DeepClone() };
            list["plugins"] = new JsonArray((JsonNode)plugin);
        }
        if (list["name"] is not JsonValue name || name.GetValueKind() != JsonValueKind.String || name.GetValue<string>().Length == 0)
            list["name"] = selection.Name;
        var plugins = (list["plugins"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (plugins.Count == 0) throw Invalid(selection, "spec.config has no plugin");
        foreach (var plugin in plugins) Add(selection.CniArgs, plugin);
        if (deviceId is not null) plugins[0]["deviceID"] = deviceId;
        return list;
    }

    private static JsonObject Parse(NetworkSelection selection, string text)
    {
        if (text.Length > MaxLength) throw Invalid(selection, $"spec.config has {text.Length} characters, more than {MaxLength}");
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 };
            return JsonNode.Parse(text, documentOptions: options) as JsonObject
                ?? throw Invalid(selection, $"spec.config is not a JSON object: {Excerpt.Of(text)}");
        }
        catch (JsonException e)
        {
            var end = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw Invalid(selection, $"spec.config is not JSON: it was read up to {end}", e);
        }
    }

    private static void Add(JsonElement? cniArgs, JsonObject plugin)
    {
        if (cniArgs is null) return;
        var args = plugin["args"] as JsonObject ?? [];
        var cni = args["cni"] as JsonObject ?? [];
        foreach (var member in cniArgs.Value.EnumerateObject()) cni[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        if (cni.Parent is null) args["cni"] = cni;
        if (args.Parent is null) plugin["args"] = args;
    }

    private static Dictionary<string, JsonElement> Capabilities(NetworkSelection selection, string? deviceId)
    {
        var args = new Dictionary<string, JsonElement>();
        var ips = new JsonArray([.. selection.Ips.Select(ip => (JsonNode)ip)]);
        if (ips.Count > 0) args["ips"] = JsonElement.Parse(ips.ToJsonString());
        if (selection.Mac is { } mac) args["mac"] = Quoted(mac);
        if (selection.InfinibandGuid is { } guid) args["infinibandGUID"] = Quoted(guid);
        if (deviceId is not null) args["deviceID"] = Quoted(deviceId);
        if (selection.Bandwidth is { } bandwidth) args["bandwidth"] = bandwidth;
        if (selection.PortMappings is { } mappings) args["portMappings"] = mappings;
        return args;
    }

    private static JsonElement Quoted(string text) => JsonElement.Parse(JsonValue.Create(text)!.ToJsonString());

    private static ReasonException Invalid(NetworkSelection selection, string problem, Exception? inner = null) =>
        new(Reason.NetworkUnusable, $"NetworkAttachmentDefinition {selection}: {problem}", inner);
}
