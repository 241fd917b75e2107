using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Patches;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Mutating webhooks, one after the other, then validating ones, all at once.</summary>
internal sealed class AdmissionChain(
    WebhookCatalogue mutating, WebhookCatalogue validating, WebhookMatcher matcher, WebhookClient client)
{
    /// <summary>Asks the mutating webhooks.</summary>
    /// <returns>The object as they want it; the request's own when none changed it.</returns>
    /// <exception cref="ApiException">One refuses, or cannot be asked and fails closed.</exception>
    public async ValueTask<JsonObject?> MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        var webhooks = mutating.Current;
        if (webhooks.IsEmpty)
            return request.Object;
        var changes = 0;
        // Number of changes that each webhook has seen, its own among them; -1 for one that was not asked.
        var seen = new int[webhooks.Length];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < webhooks.Length; i++)
            {
                if (round == 1 && !(webhooks[i].Reinvoked && seen[i] >= 0 && seen[i] < changes))
                    continue;
                seen[i] = -1;
                if (matcher.Match(webhooks[i], request) is not { } version)
                    continue;
                if (await AskAsync(webhooks[i], request, version, cancellation) is { Patch: { Count: > 0 } patch })
                {
                    request = request with { Object = Patched(webhooks[i], request, version, patch) };
                    changes++;
                }

                seen[i] = changes;
            }
        }

        return request.Object;
    }

    /// <summary>Asks the validating webhooks.</summary>
    /// <exception cref="ApiException">The first in order that refuses, or cannot be asked and fails closed.</exception>
    public async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        var webhooks = validating.Current;
        if (webhooks.IsEmpty)
            return;
        var asked = webhooks.Select(webhook => (Webhook: webhook, Version: matcher.Match(webhook, request)))
            .Where(item => item.Version is not null)
            .Select(item => AskAsync(item.Webhook, request, item.Version!, cancellation)).ToList();
        await ((Task)Task.WhenAll(asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var task in asked)
            await task;
    }

    /// <returns>Null when the webhook could not be asked and that does not matter.</returns>
    private async Task<AdmissionVerdict?> AskAsync(
        Webhook webhook, AdmissionRequest request, ResourceDefinition version, CancellationToken cancellation)
    {
        if (request.DryRun && !webhook.AllowsDryRun)
            throw ApiErrors.BadRequest($"admission webhook \"{webhook.Name}\" does not support dry run");
        AdmissionVerdict verdict;
        try
        {
            var uid = Guid.NewGuid().ToString();
            verdict = AdmissionReview.Answer(
                await client.AskAsync(webhook, AdmissionReview.Question(uid, request, version), cancellation), uid);
        }
        catch (WebhookException e)
        {
            return webhook.FailsClosed ? throw ApiErrors.Internal($"failed calling webhook \"{webhook.Name}\": {e.Message}") : null;
        }

        lock (request.Warnings)
        {
            foreach (var warning in verdict.Warnings)
                request.Warnings.Add(warning);
        }

        return verdict.Allowed ? verdict : throw verdict.Denial(webhook.Name);
    }

    private static JsonObject Patched(Webhook webhook, AdmissionRequest request, ResourceDefinition version, JsonArray patch)
    {
        if (Versions.Convert(request.Object, request.Resource, version) is not { } current)
            throw ApiErrors.Internal($"admission webhook \"{webhook.Name}\" attempted to modify the object, which is not supported "
                + "for this operation");
        JsonObject patched;
        try
        {
            patched = JsonPatch.Apply(current, patch);
        }
        catch (ApiException e)
        {
            throw ApiErrors.Internal($"the patch of admission webhook \"{webhook.Name}\" cannot be applied: {e.Message}");
        }

        var result = Versions.Convert(patched, version, request.Resource)!;
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace"])
        {
            if (result.At("metadata", name).AsText() != request.Object.At("metadata", name).AsText())
                throw ApiErrors.BadRequest($"admission webhook \"{webhook.Name}\" may not change metadata.{name}");
        }

        return result;
    }
}
