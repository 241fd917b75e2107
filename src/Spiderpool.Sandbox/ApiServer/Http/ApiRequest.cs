using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Protobuf;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Selection;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>A request for a known resource.</summary>
internal sealed class ApiRequest(HttpContext context, ResourceDefinition resource, RequestTarget target, UserInfo user)
{
    /// <summary>As kube-apiserver's limit for request bodies.</summary>
    public const int MaxBodyBytes = 3 * 1024 * 1024;

    public HttpContext Context => context;

    public ResourceDefinition Resource => resource;

    public UserInfo User => user;

    public string Namespace => target.Namespace;

    public string Name => target.Name;

    public string Subresource => target.Subresource;

    public ResponseForm Form { get; } = ResponseForm.Parse(context.Request.Headers.Accept);

    public CancellationToken Aborted => context.RequestAborted;

    public bool IsDryRun => Query("dryRun") is { Length: > 0 };

    public string ContentType => (context.Request.ContentType ?? "application/json").Split(';')[0].Trim().ToLowerInvariant();

    public string? Query(string name) =>
        context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool QueryFlag(string name) => Query(name) is "true" or "1";

    public ObjectFilter Filter()
    {
        var filter = ObjectFilter.Parse(resource, target.Namespace, Query("labelSelector"), Query("fieldSelector"));
        return target.Name.Length == 0
            ? filter
            : filter with { Fields = filter.Fields.Add(new FieldRequirement(0, true, target.Name)) };
    }

    public WriteOptions WriteOptions(string subresource = "") => new()
    {
        DryRun = IsDryRun,
        FieldManager = Query("fieldManager") is { Length: > 0 } manager ? manager : DefaultManager(),
        Force = QueryFlag("force"),
        FieldValidation = Query("fieldValidation") is { Length: > 0 } validation ? validation : "Warn",
        Subresource = subresource,
        User = user,
    };

    public async ValueTask<DeleteRequest> ReadDeleteRequestAsync() =>
        DeleteRequest.From(await ReadBodyAsync() as JsonObject, Query) with { User = user };

    /// <summary>The body as a tree, or null when there is none.</summary>
    /// <exception cref="ApiException">400, 413 or 415.</exception>
    public async ValueTask<JsonNode?> ReadBodyAsync(params string[] moreJsonTypes)
    {
        var type = ContentType;
        var yaml = type is "application/yaml" or "application/apply-patch+yaml";
        if (!yaml && type is not ("application/json" or "text/plain" or ProtobufBody.ContentType) && !moreJsonTypes.Contains(type))
            throw ApiErrors.UnsupportedMediaType(type, "application/json", "application/yaml");
        var body = await ReadBytesAsync();
        if (body.IsEmpty)
            return null;
        if (type == ProtobufBody.ContentType)
            return ProtobufBody.Parse(body.Span);
        // JSON is YAML too, and server-side apply usually sends JSON under the YAML type.
        return yaml && body.Span.TrimStart("\r\n\t "u8)[0] != (byte)'{'
            ? YamlText.ParseObject(System.Text.Encoding.UTF8.GetString(body.Span))
            : JsonText.Parse(body);
    }

    public async ValueTask<JsonObject> ReadObjectAsync() =>
        await ReadBodyAsync() as JsonObject ?? throw ApiErrors.BadRequest("the request needs an object as its body");

    private async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync()
    {
        var length = context.Request.ContentLength;
        if (length > MaxBodyBytes)
            throw ApiErrors.TooLarge(MaxBodyBytes);
        if (length is { } known)
        {
            var exact = GC.AllocateUninitializedArray<byte>((int)known);
            await context.Request.Body.ReadExactlyAsync(exact, Aborted);
            return exact;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, Aborted)) > 0)
        {
            if (buffer.Length + read > MaxBodyBytes)
                throw ApiErrors.TooLarge(MaxBodyBytes);
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private string DefaultManager()
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var end = agent.AsSpan().IndexOfAny("/ ");
        return (end < 0 ? agent : agent[..end]) is { Length: > 0 } name ? name : "unknown";
    }
}
