using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Installation;

public sealed partial class Cleaner
{
    /// <summary>Deletes each object of the kind and takes our finalizer off, until none is left that only we held.</summary>
    private async Task RemoveAllAsync<T>(CancellationToken cancellationToken) where T : KubernetesObject, IKubernetesResource<T>
    {
        var removed = 0;
        while (true)
        {
            var left = await ListAsync<T>(cancellationToken);
            var foreign = left.Where(IsHeldByOthers).ToList();
            foreach (var item in left.Except(foreign))
            {
                if (await RemoveAsync(item, cancellationToken)) removed++;
            }
            foreach (var item in foreign)
            {
                await progress.WriteLineAsync($"{T.Definition.Kind} {item.Key} is deleted, and waits for those who hold it: "
                    + string.Join(", ", item.Metadata.Finalizers!));
            }
            if (left.Count == foreign.Count) break;
        }
        if (removed > 0) await progress.WriteLineAsync($"{removed} {T.Definition.Plural} removed");
    }

    private async Task<List<T>> ListAsync<T>(CancellationToken cancellationToken) where T : KubernetesObject, IKubernetesResource<T>
    {
        var found = new List<T>();
        try
        {
            await foreach (var item in client.ListAllAsync<T>(null, new ListOptions(), cancellationToken)) found.Add(item);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            // The kind is gone already.
        }
        return found;
    }

    private static bool IsHeldByOthers(KubernetesObject item) => item.Metadata.IsTerminating
        && item.Metadata.Finalizers is { Count: > 0 } finalizers && !finalizers.Contains(SpiderpoolGroup.Finalizer);

    /// <returns>Whether it is gone, or waits for nobody but others.</returns>
    private async Task<bool> RemoveAsync<T>(T item, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var (ns, name) = (item.Metadata.Namespace, item.Metadata.Name!);
        try
        {
            if (!item.Metadata.IsTerminating)
                await client.DeleteAsync<T>(ns, name, new DeleteOptions { Uid = item.Metadata.Uid }, cancellationToken);
            if (item.Metadata.Finalizers?.Contains(SpiderpoolGroup.Finalizer) is not true) return true;
            if (await client.TryGetAsync<T>(ns, name, cancellationToken) is not { } present) return true;
            await client.PatchAsync<T>(ns, name, PatchType.Merge, WithoutOurs(present), cancellationToken: cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Somebody else was faster; the next list tells.
            return e.IsNotFound;
        }
    }

    private static byte[] WithoutOurs(KubernetesObject item) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = item.Metadata.ResourceVersion,
            ["finalizers"] = new JsonArray(
                [.. item.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer).Finalizers?.Select(name => JsonValue.Create(name)) ?? []]),
        },
    }.ToJsonString());
}
