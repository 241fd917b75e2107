using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Protobuf;

/// <summary>
/// Request bodies of the type application/vnd.kubernetes.protobuf, in which Go clients of Kubernetes 1.32 and later send
/// built-in kinds: four bytes, then the message <c>runtime.Unknown</c> around the object.
/// </summary>
internal static class ProtobufBody
{
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiException">400 for bad bytes, 415 for a kind that has no description here.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
            throw ProtobufReader.Malformed();
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = default;
        var reader = new ProtobufReader(body[Magic.Length..]);
        while (reader.Next())
        {
            if (reader.Field == 1)
                (apiVersion, kind) = TypeMeta(reader.Content);
            else if (reader.Field == 2)
                raw = reader.Content;
        }

        // The options of a request have the version of the group that it is for.
        var type = kind.EndsWith("Options", StringComparison.Ordinal)
            ? TypeCatalogue.Instance.Find("meta/v1", kind)
            : TypeCatalogue.Instance.FindKind(apiVersion, kind);
        if (type is null)
            throw ApiErrors.UnsupportedMediaType(ContentType, "application/json", "application/yaml");
        var tree = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        MessageDecoder.Decode(raw, type, tree);
        return tree;
    }

    private static (string ApiVersion, string Kind) TypeMeta(ReadOnlySpan<byte> message)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                apiVersion = ProtobufReader.Text(reader.Content);
            else if (reader.Field == 2)
                kind = ProtobufReader.Text(reader.Content);
        }

        return (apiVersion, kind);
    }
}
