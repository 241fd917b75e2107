using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Patches;
using Spiderpool.Sandbox.ApiServer.Reading;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Turns resource requests into reads and writes.</summary>
internal sealed partial class ResourceHandler(
    ObjectStore store, ObjectWriter writer, ListHandler lists, WatchHandler watches, Reviews reviews, ServiceAccountTokens tokens,
    TimeProvider time)
{
    public Task HandleAsync(ApiRequest request)
    {
        var verb = RequestVerb.Of(request.Context.Request, request.Name);
        if (request.Subresource.Length > 0)
            return HandleSubresourceAsync(request, verb);
        if (!request.Resource.Verbs.Contains(RequestVerb.ApiVerb(verb)))
            throw ApiErrors.MethodNotAllowed();
        if (request.Resource.Namespaced && request.Namespace.Length == 0 && verb is not ("LIST" or "WATCH"))
            throw ApiErrors.MethodNotAllowed();
        return verb switch
        {
            "GET" => GetAsync(request),
            "LIST" => lists.HandleAsync(request),
            "WATCH" => watches.HandleAsync(request),
            "POST" => CreateAsync(request),
            "PUT" => UpdateAsync(request, ""),
            "PATCH" => PatchAsync(request, ""),
            "DELETE" => DeleteAsync(request),
            _ => DeleteCollectionAsync(request),
        };
    }

    private Task GetAsync(ApiRequest request) => request.WriteObjectAsync(Find(request), time.GetUtcNow());

    private StoredObject Find(ApiRequest request) =>
        store.Of(request.Resource).Get(StoredObject.KeyOf(request.Namespace, request.Name))
        ?? throw ApiErrors.NotFound(request.Resource, request.Name);

    private async Task CreateAsync(ApiRequest request)
    {
        var body = await request.ReadObjectAsync();
        if (Reviews.Handles(request.Resource))
        {
            ObjectWriter.CheckType(request.Resource, body);
            reviews.Answer(request.Resource, body, request.User);
            await request.Context.WriteJsonAsync(body, 201);
            return;
        }

        var options = request.WriteOptions();
        var created = await writer.CreateAsync(request.Resource, request.Namespace, body, options, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        await request.WriteObjectAsync(created, time.GetUtcNow(), 201);
    }

    private async Task UpdateAsync(ApiRequest request, string subresource)
    {
        var body = await request.ReadObjectAsync();
        ObjectWriter.CheckType(request.Resource, body);
        var hasRevision = body.At("metadata", "resourceVersion").AsText() is { Length: > 0 };
        var options = request.WriteOptions(subresource);
        JsonObject? next = body;
        var updated = await writer.UpdateAsync(request.Resource, request.Namespace, request.Name, _ =>
        {
            // The body is taken over by the first attempt. Only a write without resourceVersion is tried again.
            if (hasRevision)
                return Interlocked.Exchange(ref next, null) ?? throw ApiErrors.Modified(request.Resource, request.Name);
            return body.Copy();
        }, options, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        await request.WriteObjectAsync(updated, time.GetUtcNow());
    }

    private async Task DeleteAsync(ApiRequest request)
    {
        var options = await request.ReadDeleteRequestAsync();
        var outcome = await writer.DeleteAsync(request.Resource, request.Namespace, request.Name, options, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        if (!outcome.Removed || request.Resource.Is("", "pods"))
        {
            await request.WriteObjectAsync(outcome.Object, time.GetUtcNow());
            return;
        }

        var details = new JsonObject { ["name"] = request.Name };
        if (request.Resource.Group.Length > 0)
            details["group"] = request.Resource.Group;
        details["kind"] = request.Resource.Plural;
        details["uid"] = outcome.Object.Uid;
        await request.Context.WriteJsonAsync(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        });
    }

    private async Task DeleteCollectionAsync(ApiRequest request)
    {
        var options = await request.ReadDeleteRequestAsync();
        var filter = request.Filter();
        var deleted = new JsonArray();
        foreach (var item in store.Of(request.Resource).Snapshot().Objects.Values.Where(filter.Matches))
        {
            try
            {
                var outcome = await writer.DeleteAsync(
                    request.Resource, item.Namespace, item.Name, options, request.Aborted);
                deleted.Add(request.Resource.FromStored(outcome.Object.Tree).DeepClone());
            }
            catch (ApiException gone) when (gone.Code == 404)
            {
                // Somebody else deleted it meanwhile, which is what was asked for.
            }
        }

        await request.Context.WriteJsonAsync(new JsonObject
        {
            ["kind"] = request.Resource.ListKindOrDefault,
            ["apiVersion"] = request.Resource.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = store.Revisions.Current.ToString() },
            ["items"] = deleted,
        });
    }

    private async Task PatchAsync(ApiRequest request, string subresource)
    {
        if (request.ContentType == ApplyType)
        {
            await ApplyAsync(request, subresource);
            return;
        }

        var body = await request.ReadBodyAsync("application/json-patch+json", "application/merge-patch+json",
            "application/strategic-merge-patch+json");
        var options = request.WriteOptions(subresource);
        var patch = Patch.Of(request.ContentType, body, request.Resource);
        var updated = await writer.UpdateAsync(
            request.Resource, request.Namespace, request.Name, patch, options, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        await request.WriteObjectAsync(updated, time.GetUtcNow());
    }
}
