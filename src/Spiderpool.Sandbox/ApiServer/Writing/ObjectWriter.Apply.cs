using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Apply;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Writing;

internal sealed partial class ObjectWriter
{
    /// <summary>Server-side apply: creates the object or changes it.</summary>
    /// <param name="applied">All that the manager of <paramref name="options"/> wants; not changed.</param>
    /// <returns>The revision, and whether the object is new.</returns>
    /// <exception cref="ApiException">404 for the status of a missing object, 409 with conflicts, and as other writes.</exception>
    public async ValueTask<(StoredObject Object, bool IsNew)> ApplyAsync(ResourceDefinition resource, string @namespace,
        string name, JsonObject applied, WriteOptions options, CancellationToken cancellation)
    {
        CheckType(resource, applied);
        var metadata = applied.Ensure("metadata");
        CheckNamespace(resource, metadata, @namespace);
        metadata.TryAdd("name", name);
        options = options with { IsApply = true };
        var key = StoredObject.KeyOf(resource.Namespaced ? @namespace : "", name);
        while (true)
        {
            try
            {
                if (options.Subresource.Length > 0 || store.Of(resource).Get(key) is not null)
                {
                    return (await UpdateAsync(resource, @namespace, name,
                        live => ServerSideApply.Apply(resource, live, applied, options, Now), options, cancellation), false);
                }

                var body = ServerSideApply.Apply(resource, null, applied, options, Now);
                return (await CreateAsync(resource, @namespace, body, options, cancellation), true);
            }
            catch (ApiException race) when (options.Subresource.Length == 0 && race.Reason is "AlreadyExists" or "NotFound"
                && (store.Of(resource).Get(key) is null) == (race.Reason == "NotFound") && race.Details.Text("name") == name)
            {
                // The object came or went between the look and the write.
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
