using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Reading;

/// <summary>LIST: selection, pages, and the forms of the answer.</summary>
internal sealed class ListHandler(ObjectStore store, TimeProvider time)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var page = Select(request);
        var metadata = new JsonObject { ["resourceVersion"] = page.Revision.ToString() };
        if (page.Continue is not null)
        {
            metadata["continue"] = page.Continue;
            if (page.Remaining > 0)
                metadata["remainingItemCount"] = page.Remaining;
        }

        var (resource, form) = (request.Resource, request.Form);
        switch (form.As)
        {
            case "Table":
                var table = new Tabulator(resource, form.Version, request.Query("includeObject") ?? "Metadata", time.GetUtcNow());
                await request.Context.WriteJsonAsync(
                    table.Table(page.Items.Select(item => resource.FromStored(item.Tree)), metadata));
                break;
            case "PartialObjectMetadata":
                await request.Context.WriteJsonAsync(new JsonObject
                {
                    ["kind"] = "PartialObjectMetadataList",
                    ["apiVersion"] = $"meta.k8s.io/{form.Version}",
                    ["metadata"] = metadata,
                    ["items"] = new JsonArray([.. page.Items.Select(item => PartialMetadata.Of(item.Tree, form.Version))]),
                });
                break;
            default:
                await WriteItemsAsync(request, page, metadata);
                break;
        }
    }

    private static async Task WriteItemsAsync(ApiRequest request, ListPage page, JsonObject metadata)
    {
        var resource = request.Resource;
        var head = new ArrayBufferWriter<byte>();
        head.Write(Encoding.UTF8.GetBytes(
            $"{{\"kind\":\"{resource.ListKindOrDefault}\",\"apiVersion\":\"{resource.ApiVersion}\",\"metadata\":"));
        head.Write(metadata);
        head.Write(",\"items\":["u8);
        var bodies = page.Items.ConvertAll(item =>
            resource.ServesStoredForm ? item.Bytes : JsonText.Serialize(resource.FromStored(item.Tree)));
        var response = request.Context.Response;
        response.ContentType = "application/json";
        response.ContentLength = head.WrittenCount + bodies.Sum(body => (long)body.Length) + Math.Max(0, bodies.Count - 1) + 3;
        var writer = response.BodyWriter;
        writer.Write(head.WrittenSpan);
        for (var i = 0; i < bodies.Count; i++)
        {
            if (i > 0)
                writer.Write(","u8);
            await writer.WriteAsync(bodies[i], request.Aborted);
        }

        writer.Write("]}\n"u8);
        await writer.FlushAsync(request.Aborted);
    }

    private ListPage Select(ApiRequest request)
    {
        var objects = store.Of(request.Resource);
        var filter = request.Filter();
        var limit = int.TryParse(request.Query("limit"), out var parsed) && parsed > 0 ? parsed : int.MaxValue;
        var (snapshot, after) = Start(request, objects);
        var items = new List<StoredObject>();
        var remaining = 0;
        foreach (var (key, item) in snapshot.Objects)
        {
            if (after is not null && string.CompareOrdinal(key, after) <= 0 || !filter.Matches(item))
                continue;
            if (items.Count < limit)
                items.Add(item);
            else
                remaining++;
        }

        if (remaining == 0)
            return new ListPage(items, snapshot.Revision, null, 0);
        objects.Keep(snapshot);
        var token = new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = snapshot.Revision, ["start"] = items[^1].Key };
        // As kube-apiserver, no count of what remains when a selector is in use.
        var selective = filter.Labels.Requirements.Length > 0 || filter.Fields.Length > 0;
        return new ListPage(items, snapshot.Revision, Convert.ToBase64String(JsonText.Serialize(token)), selective ? 0 : remaining);
    }

    private static (StoreSnapshot Snapshot, string? After) Start(ApiRequest request, ResourceStore objects)
    {
        if (request.Query("continue") is { Length: > 0 } token)
        {
            var (revision, start) = ReadToken(token);
            var kept = objects.Kept(revision) ?? throw ApiErrors.Expired(
                "The provided continue parameter is too old to display a consistent list result. You must start a new list "
                + "without the continue parameter.");
            return (kept, start);
        }

        var snapshot = objects.Snapshot();
        if (!long.TryParse(request.Query("resourceVersion"), out var wanted) || wanted <= 0)
            return (snapshot, null);
        if (wanted > snapshot.Revision)
            throw new ApiException(504, "Timeout", $"Too large resource version: {wanted}, current: {snapshot.Revision}",
                new JsonObject
                {
                    ["causes"] = new JsonArray(new JsonObject
                    { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
                    ["retryAfterSeconds"] = 1,
                });
        if (request.Query("resourceVersionMatch") == "Exact" && wanted != snapshot.Revision)
            snapshot = objects.Kept(wanted)
                ?? throw ApiErrors.Expired($"The resourceVersion for the provided list is too old: {wanted}");
        return (snapshot, null);
    }

    private static (long Revision, string Start) ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && JsonText.Parse(bytes.AsMemory(0, length)) is JsonObject tree
            && tree.Integer("rv") is { } revision && tree.Text("start") is { } start)
            return (revision, start);
        throw ApiErrors.BadRequest("continue key is not valid");
    }
}
