using System.Text.Json.Nodes;

namespace Spiderpool.Cni.Delegation;

/// <summary>What is kept of an ADD for the CHECK and the DEL, in the form of libcni's cache (<c>cniCacheV1</c>).</summary>
public sealed record CachedAttachment
{
    private const string Kind = "cniCacheV1";

    /// <summary>The network configuration list in use at ADD: DEL works with it although the file has changed since.</summary>
    public required string Config { get; init; }

    public required string NetworkName { get; init; }

    public required Attachment Attachment { get; init; }

    /// <summary>Result of the whole chain; null when ADD did not come to its end.</summary>
    public JsonObject? Result { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["kind"] = Kind,
            ["containerId"] = Attachment.ContainerId,
            ["config"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Config)),
            ["ifName"] = Attachment.IfName,
            ["networkName"] = NetworkName,
            ["netns"] = Attachment.NetNs,
            ["cniArgs"] = Attachment.Args,
        };
        if (Attachment.CapabilityArgs is { } capabilities) json["capabilityArgs"] = capabilities.DeepClone();
        if (Result is not null) json["result"] = Result.DeepClone();
        return json;
    }

    /// <summary>Null for what is no such object: a file that cannot be read is as good as none.</summary>
    public static CachedAttachment? Parse(string text)
    {
        var json = JsonMembers.ParseObject(text);
        if (json.Text("kind") != Kind || json.Text("networkName") is not { } network || json.Text("containerId") is not { } container)
            return null;
        return new CachedAttachment
        {
            NetworkName = network,
            Config = Decode(json.Text("config") ?? ""),
            Attachment = new Attachment(
                container, json.Text("netns") ?? "", json.Text("ifName") ?? "", json.Text("cniArgs") ?? "")
            {
                CapabilityArgs = json.Member("capabilityArgs") as JsonObject,
            },
            Result = json.Member("result") as JsonObject,
        };
    }

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
