using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Patches;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Http;

internal sealed partial class ResourceHandler
{
    private Task HandleSubresourceAsync(ApiRequest request, string verb) => (request.Subresource, verb) switch
    {
        ("status", "GET") when request.Resource.HasStatus => GetAsync(request),
        ("status", "PUT") when request.Resource.HasStatus => UpdateAsync(request, "status"),
        ("status", "PATCH") when request.Resource.HasStatus => PatchAsync(request, "status"),
        ("scale", "GET" or "PUT" or "PATCH") when request.Resource.Scale is { } paths => ScaleAsync(request, verb, paths),
        ("binding", "POST") when request.Resource.Is("", "pods") => BindAsync(request),
        ("eviction", "POST") when request.Resource.Is("", "pods") => EvictAsync(request),
        ("token", "POST") when request.Resource.Is("", "serviceaccounts") => IssueTokenAsync(request),
        ("finalize", "PUT") when request.Resource.Is("", "namespaces") => UpdateAsync(request, "finalize"),
        _ => throw ApiErrors.PageNotFound(),
    };

    private async Task BindAsync(ApiRequest request)
    {
        var body = await request.ReadObjectAsync();
        var node = body.At("target", "name").AsText() ?? throw ApiErrors.BadRequest("target.name is required in a Binding");
        var options = request.WriteOptions("binding");
        await writer.AdmitAsync(ObjectWriter.Review(request.Resource, "CREATE", body, null, options), request.Aborted);
        await writer.UpdateAsync(request.Resource, request.Namespace, request.Name, current =>
        {
            if (current.At("spec", "nodeName").AsText() is { Length: > 0 } bound)
                throw ApiErrors.Conflict(request.Resource, request.Name, $"pod {request.Name} is already assigned to node \"{bound}\"");
            var tree = current.Copy();
            tree.Ensure("spec")["nodeName"] = node;
            return tree;
        }, options with { Subresource = "", IsAdmitted = true }, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        await WriteSuccessAsync(request);
    }

    private async Task EvictAsync(ApiRequest request)
    {
        var body = await request.ReadObjectAsync();
        var options = request.WriteOptions("eviction");
        await writer.AdmitAsync(ObjectWriter.Review(request.Resource, "CREATE", body, null, options), request.Aborted);
        await writer.DeleteAsync(request.Resource, request.Namespace, request.Name,
            DeleteRequest.From(body.Object("deleteOptions"), request.Query) with { User = request.User }, request.Aborted);
        await WriteSuccessAsync(request);
    }

    private async Task IssueTokenAsync(ApiRequest request)
    {
        const long Usual = 3600, Shortest = 600;
        var body = await request.ReadObjectAsync();
        var seconds = body.At("spec", "expirationSeconds").AsInteger() ?? Usual;
        if (seconds < Shortest)
        {
            throw ApiErrors.Invalid(request.Resource, request.Name,
                [FieldError.Invalid("spec.expirationSeconds", $"{seconds}", "may not specify a duration less than 10 minutes")]);
        }
        var (token, expiresAt) = tokens.Issue(Find(request), TimeSpan.FromSeconds(seconds));
        body["kind"] = "TokenRequest";
        body["apiVersion"] = "authentication.k8s.io/v1";
        body["status"] = new JsonObject
        {
            ["token"] = token,
            ["expirationTimestamp"] = expiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        };
        await request.Context.WriteJsonAsync(body, 201);
    }

    private static Task WriteSuccessAsync(ApiRequest request) => request.Context.WriteJsonAsync(new JsonObject
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["code"] = 201,
    }, 201);

    private async Task ScaleAsync(ApiRequest request, string verb, ScalePaths paths)
    {
        var item = Find(request);
        if (verb != "GET")
        {
            var body = await request.ReadBodyAsync("application/merge-patch+json", "application/strategic-merge-patch+json",
                "application/json-patch+json");
            var before = Scale(request.Resource.FromStored(item.Tree), paths);
            // A patch without a resourceVersion is for any revision.
            if (verb == "PATCH")
                before.Ensure("metadata").Remove("resourceVersion");
            var wanted = verb == "PUT"
                ? body as JsonObject ?? throw ApiErrors.BadRequest("the request needs a Scale as its body")
                : Patch.Of(request.ContentType, body, request.Resource)(before);
            var options = request.WriteOptions("scale");
            var scale = await writer.AdmitAsync(
                ObjectWriter.Review(request.Resource, "UPDATE", wanted, before, options), request.Aborted);
            item = await writer.UpdateAsync(request.Resource, request.Namespace, request.Name, current =>
            {
                var tree = current.Copy();
                if (scale.At("metadata", "resourceVersion").AsText() is { Length: > 0 } revision)
                    tree["metadata"]!["resourceVersion"] = revision;
                Set(tree, paths.SpecReplicas, scale.At("spec", "replicas").AsInteger() ?? 0);
                return tree;
            }, options with { Subresource = "", IsAdmitted = true }, request.Aborted);
            request.Context.AddWarnings(options.Warnings);
        }

        await request.Context.WriteJsonAsync(Scale(request.Resource.FromStored(item.Tree), paths));
    }

    private static JsonObject Scale(JsonObject tree, ScalePaths paths)
    {
        var metadata = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (tree.At("metadata", name) is { } value)
                metadata[name] = value.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = tree.At(paths.StatusReplicas.Split('.')).AsInteger() ?? 0 };
        if (paths.LabelSelector is { } selector && tree.At(selector.Split('.')).AsText() is { } text)
            status["selector"] = text;
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = tree.At(paths.SpecReplicas.Split('.')).AsInteger() ?? 0 },
            ["status"] = status,
        };
    }

    private static void Set(JsonObject tree, string path, long value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
            tree = tree.Ensure(name);
        tree[names[^1]] = value;
    }
}
