using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Responses with a JSON body.</summary>
internal static class ResponseWriting
{
    private const string JsonType = "application/json";

    public static Task WriteJsonAsync(this HttpContext context, JsonNode body, int code = 200) =>
        context.WriteBytesAsync(JsonText.Serialize(body), JsonType, code);

    public static Task WriteErrorAsync(this HttpContext context, ApiException error)
    {
        if (error.Code == 429 || (error.Code is 503 && !context.Response.Headers.ContainsKey(HeaderNames.RetryAfter)))
            context.Response.Headers.RetryAfter = "1";
        return context.WriteJsonAsync(error.ToStatus(), error.Code);
    }

    public static async Task WriteBytesAsync(
        this HttpContext context, ReadOnlyMemory<byte> body, string contentType, int code = 200)
    {
        var response = context.Response;
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>One object in the form that the client asked for.</summary>
    public static Task WriteObjectAsync(this ApiRequest request, StoredObject item, DateTimeOffset now, int code = 200)
    {
        var form = request.Form;
        if (form.As.Length == 0 && request.Resource.ServesStoredForm)
            return request.Context.WriteBytesAsync(item.Bytes, JsonType, code);
        var tree = request.Resource.FromStored(item.Tree);
        return request.Context.WriteJsonAsync(form.As switch
        {
            "Table" => new Tabulator(request.Resource, form.Version, request.Query("includeObject") ?? "Metadata", now)
                .Table([tree], new JsonObject { ["resourceVersion"] = item.Revision.ToString() }),
            "PartialObjectMetadata" => PartialMetadata.Of(tree, form.Version),
            _ => tree,
        }, code);
    }

    public static void AddWarnings(this HttpContext context, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings.Distinct().Take(32))
        {
            var text = string.Concat(warning.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString()));
            context.Response.Headers.Append(HeaderNames.Warning, $"299 - \"{text}\"");
        }
    }

    public static void Write(this IBufferWriter<byte> writer, JsonNode node) => writer.Write(JsonText.Serialize(node));
}
