using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Selection;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>One webhook of a Mutating- or ValidatingWebhookConfiguration.</summary>
internal sealed record Webhook(string Name, WebhookTarget Target, ImmutableArray<WebhookRule> Rules)
{
    /// <summary>Whether a webhook that cannot be asked refuses the write.</summary>
    public bool FailsClosed { get; init; }

    /// <summary>Whether rules also mean the same objects in other versions.</summary>
    public bool MatchesEquivalents { get; init; }

    public LabelSelector NamespaceSelector { get; init; } = LabelSelector.Everything;

    public LabelSelector ObjectSelector { get; init; } = LabelSelector.Everything;

    /// <summary>Whether it may be asked about a dry run.</summary>
    public bool AllowsDryRun { get; init; }

    /// <summary>Whether it wants to see again what webhooks after it have changed.</summary>
    public bool Reinvoked { get; init; }

    public TimeSpan Timeout { get; init; }

    public static Webhook? From(JsonNode? webhook) => WebhookTarget.From(webhook.Object("clientConfig")) is not { } target ? null
        : new Webhook(webhook.Text("name") ?? "", target, [.. (webhook.Array("rules") ?? []).Select(WebhookRule.From)])
        {
            FailsClosed = webhook.Text("failurePolicy") != "Ignore",
            MatchesEquivalents = webhook.Text("matchPolicy") != "Exact",
            NamespaceSelector = LabelSelector.From(webhook.Object("namespaceSelector")),
            ObjectSelector = LabelSelector.From(webhook.Object("objectSelector")),
            AllowsDryRun = webhook.Text("sideEffects") is "None" or "NoneOnDryRun",
            Reinvoked = webhook.Text("reinvocationPolicy") == "IfNeeded",
            Timeout = TimeSpan.FromSeconds(webhook.Integer("timeoutSeconds") ?? 10),
        };
}
