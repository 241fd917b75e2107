using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;

namespace Spiderpool.Sandbox.Daemons;

/// <summary>Whether the API server knows where the controller's webhooks are now; then the controller leads, too.</summary>
public static class ControllerHealth
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Name of the webhook configurations.</summary>
    public const string Name = "spiderpool-controller";

    /// <summary>Waits until the controller has registered its webhooks at that address.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before.</exception>
    public static async Task WaitAsync(KubernetesClient client, string url, TimeProvider time, CancellationToken cancellationToken)
    {
        // It registers the validating ones last.
        while (!IsAt(await client.TryGetAsync<ValidatingWebhookConfiguration>(null, Name, cancellationToken), url))
            await Task.Delay(Pause, time, cancellationToken);
    }

    private static bool IsAt(ValidatingWebhookConfiguration? configuration, string url) =>
        configuration?.Webhooks is { Count: > 0 } webhooks
        && webhooks.All(webhook => webhook.ClientConfig?.Url?.StartsWith(url + "/", StringComparison.Ordinal) is true);
}
