using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Http;

internal sealed partial class ResourceHandler
{
    private const string ApplyType = "application/apply-patch+yaml";

    private async Task ApplyAsync(ApiRequest request, string subresource)
    {
        if (string.IsNullOrEmpty(request.Query("fieldManager")))
            throw ApiErrors.FieldManagerRequired();
        var body = await request.ReadBodyAsync() as JsonObject ?? throw ApiErrors.BadRequest("an apply needs an object as its body");
        var options = request.WriteOptions(subresource);
        var (item, isNew) = await writer.ApplyAsync(
            request.Resource, request.Namespace, request.Name, body, options, request.Aborted);
        request.Context.AddWarnings(options.Warnings);
        await request.WriteObjectAsync(item, time.GetUtcNow(), isNew ? 201 : 200);
    }
}
