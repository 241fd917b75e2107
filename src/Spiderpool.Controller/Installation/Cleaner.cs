using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Admission.Certificates;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Installation;

/// <summary>
/// Takes out of the cluster what the product put there: webhooks, objects with their finalizers, on request their kinds. The
/// controller is stopped first, since it would put back what goes. It can run any number of times.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="options">What goes.</param>
/// <param name="progress">Gets a line for each step.</param>
/// <param name="time">Clock of the pauses.</param>
public sealed partial class Cleaner(KubernetesClient client, CleanOptions options, TextWriter progress, TimeProvider time)
{
    private const string Registration = "admissionregistration.k8s.io/v1";
    private const string Extensions = "apiextensions.k8s.io/v1", Definitions = "customresourcedefinitions";

    private static readonly ResourceDefinition[] Kinds =
    [
        SpiderMultusConfig.Definition, SpiderCoordinator.Definition, SpiderEndpoint.Definition, SpiderIPPool.Definition,
        SpiderSubnet.Definition, SpiderReservedIP.Definition,
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="ReasonException">A controller that nothing here can stop still leads. Nothing was removed.</exception>
    /// <exception cref="KubernetesApiException">The API server refused or failed. Run it again.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StopControllerAsync(cancellationToken);
        await RemoveAsync(Registration, "mutatingwebhookconfigurations", null, options.MutatingWebhook, cancellationToken);
        await RemoveAsync(Registration, "validatingwebhookconfigurations", null, options.ValidatingWebhook, cancellationToken);
        await RemoveAllAsync<SpiderMultusConfig>(cancellationToken);
        await RemoveAllAsync<SpiderCoordinator>(cancellationToken);
        await RemoveAllAsync<SpiderEndpoint>(cancellationToken);
        await RemoveAllAsync<SpiderIPPool>(cancellationToken);
        await RemoveAllAsync<SpiderSubnet>(cancellationToken);
        await RemoveAllAsync<SpiderReservedIP>(cancellationToken);
        if (options.RemoveDefinitions) await RemoveDefinitionsAsync(cancellationToken);
        await RemoveAsync("batch/v1", "jobs", options.Namespace, "spiderpool-init", cancellationToken);
        await RemoveAsync("v1", "secrets", options.Namespace, CertificateSecret.NameOf(options.ControllerName), cancellationToken);
        await RemoveAsync("coordination.k8s.io/v1", "leases", options.Namespace, LeadershipOptions.LeaseName, cancellationToken);
    }

    private async Task StopControllerAsync(CancellationToken cancellationToken)
    {
        var isDeployed = await client.TryMergeAsync("apps/v1", "deployments", options.Namespace, options.ControllerName,
            """{"spec":{"replicas":0}}"""u8.ToArray(), cancellationToken);
        await progress.WriteLineAsync(isDeployed
            ? $"Deployment {options.Namespace}/{options.ControllerName} scaled to 0"
            : $"there is no Deployment {options.Namespace}/{options.ControllerName}");
        var started = time.GetTimestamp();
        while (await LeaderAsync(cancellationToken) is { } leader)
        {
            if (time.GetElapsedTime(started) > options.Patience)
            {
                throw new ReasonException(Reason.ControllerRuns,
                    $"controller \"{leader}\" still holds Lease {options.Namespace}/{LeadershipOptions.LeaseName}; "
                    + "stop it and run this again");
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Who holds the Lease and renews it: what a killed controller left behind is held by nobody.</summary>
    private async Task<string?> LeaderAsync(CancellationToken cancellationToken)
    {
        var lease = await client.TryGetAsync<Lease>(options.Namespace, LeadershipOptions.LeaseName, cancellationToken);
        if (lease?.Spec is not { HolderIdentity: { Length: > 0 } holder } spec) return null;
        var end = spec.RenewTime + TimeSpan.FromSeconds(spec.LeaseDurationSeconds ?? 0);
        return end < time.GetUtcNow() ? null : holder;
    }

    private async Task RemoveDefinitionsAsync(CancellationToken cancellationToken)
    {
        var names = Kinds.Select(kind => $"{kind.Plural}.{SpiderpoolGroup.Name}").ToList();
        foreach (var name in names) await RemoveAsync(Extensions, Definitions, null, name, cancellationToken);
        var started = time.GetTimestamp();
        foreach (var name in names)
        {
            while (await client.TryGetMetadataAsync(Extensions, Definitions, null, name, cancellationToken) is not null)
            {
                if (time.GetElapsedTime(started) > options.Patience)
                {
                    await progress.WriteLineAsync($"{Definitions}/{name} is deleted, and waits for its objects");
                    break;
                }
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task RemoveAsync(
        string apiVersion, string plural, string? ns, string name, CancellationToken cancellationToken)
    {
        if (await client.TryDeleteAsync(apiVersion, plural, ns, name, cancellationToken))
            await progress.WriteLineAsync($"{plural}/{name} removed");
    }
}
