using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Selection;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Decides which webhooks see a write, and in which version of its objects.</summary>
internal sealed class WebhookMatcher(ObjectStore store, ResourceRegistry registry)
{
    /// <returns>The version in which the webhook wants the objects; null when it does not want them.</returns>
    public ResourceDefinition? Match(Webhook webhook, AdmissionRequest request)
    {
        // So that nobody locks himself out, no webhook sees the configurations of webhooks.
        if (request.Resource == BuiltinResources.MutatingWebhooks || request.Resource == BuiltinResources.ValidatingWebhooks)
            return null;
        var version = Version(webhook, request);
        return version is not null && MatchesNamespace(webhook.NamespaceSelector, request)
            && (Selects(webhook.ObjectSelector, request.Object) || Selects(webhook.ObjectSelector, request.OldObject))
            ? version : null;
    }

    private ResourceDefinition? Version(Webhook webhook, AdmissionRequest request)
    {
        bool Wants(ResourceDefinition resource) =>
            webhook.Rules.Any(rule => rule.Matches(resource, request.Subresource, request.Operation));
        if (Wants(request.Resource))
            return request.Resource;
        return webhook.MatchesEquivalents
            ? registry.All.FirstOrDefault(other => other.StoreKey == request.Resource.StoreKey && Wants(other))
            : null;
    }

    private bool MatchesNamespace(LabelSelector selector, AdmissionRequest request)
    {
        if (selector.Requirements.IsEmpty)
            return true;
        if (request.Resource.Is("", "namespaces"))
            return Selects(selector, request.Object ?? request.OldObject);
        if (!request.Resource.Namespaced)
            return true;
        var found = store.Of(BuiltinResources.Namespaces).Get(request.Namespace);
        return selector.Matches(found?.Labels ?? ImmutableDictionary<string, string>.Empty);
    }

    private static bool Selects(LabelSelector selector, JsonObject? tree)
    {
        if (selector.Requirements.IsEmpty)
            return true;
        if (tree is null)
            return false;
        var labels = (tree.Object("metadata").Object("labels") ?? []).ToDictionary(label => label.Key, label => label.Value.AsText() ?? "");
        return selector.Matches(labels);
    }
}
