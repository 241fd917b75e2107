using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Admission.Certificates;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Admission;

/// <summary>Keeps the webhook configurations and their caBundle in step with the certificates.</summary>
internal sealed class WebhookRegistration(
    KubernetesClient client, CertificateSecret certificates, ILeaderFence fence, LiveOptions<ControllerOptions> live, TimeProvider time)
    : ILeaderTask
{
    private ControllerOptions Options => live.Current;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public string Name => "webhooks";

    public async Task RunAsync(CancellationToken term)
    {
        if (!Options.EnableWebhooks) await Task.Delay(Timeout.InfiniteTimeSpan, time, term);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await RegisterAsync(term);
        }
        while (await timer.WaitForNextTickAsync(term));
    }

    /// <summary>Creates or corrects both configurations.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var authorities = (await certificates.EnsureAsync(cancellationToken)).AuthorityBytes;
        await ApplyAsync<MutatingWebhookConfiguration>(
            WebhookPlan.Mutating(Options, authorities), found => found.Webhooks, (found, hooks) => found with { Webhooks = hooks },
            cancellationToken);
        await ApplyAsync<ValidatingWebhookConfiguration>(
            WebhookPlan.Validating(Options, authorities), found => found.Webhooks, (found, hooks) => found with { Webhooks = hooks },
            cancellationToken);
    }

    private async Task ApplyAsync<T>(
        IReadOnlyList<Webhook> wanted, Func<T, IReadOnlyList<Webhook>?> get, Func<T, IReadOnlyList<Webhook>, T> set,
        CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>, new()
    {
        var present = await client.TryGetAsync<T>(null, Options.DeploymentName, cancellationToken);
        if (present is not null && IsSame(get(present), wanted)) return;
        fence.ThrowIfNotLeader();
        if (present is not null)
        {
            await client.ReplaceAsync(set(present, wanted), cancellationToken);
            return;
        }
        var fresh = new T() with { Metadata = new ObjectMeta { Name = Options.DeploymentName } };
        await client.CreateAsync(set(fresh, wanted), cancellationToken);
    }

    /// <summary>The API server fills in more fields than we set: those are no difference.</summary>
    private static bool IsSame(IReadOnlyList<Webhook>? present, IReadOnlyList<Webhook> wanted) =>
        present is not null && present.Count == wanted.Count
        && present.Zip(wanted).All(pair => Json(pair.First) == Json(pair.Second));

    /// <summary>The API server fills in an empty selector, which is none.</summary>
    private static LabelSelector? Selection(LabelSelector? selector) =>
        selector is { MatchExpressions.Count: > 0 } or { MatchLabels.Count: > 0 } ? selector : null;

    private static string Json(Webhook webhook) => JsonSerializer.Serialize(
        new ValidatingWebhookConfiguration
        {
            Webhooks = [webhook with { OtherFields = null, NamespaceSelector = Selection(webhook.NamespaceSelector) }],
        },
        ValidatingWebhookConfiguration.JsonType);
}
