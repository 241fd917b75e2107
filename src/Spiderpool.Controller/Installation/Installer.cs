using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Installation;

/// <summary>
/// Makes the default objects of a new installation, once the controller guards them. What exists stays as it is, so it can run
/// any number of times.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="options">What to make.</param>
/// <param name="progress">Gets a line for each step.</param>
/// <param name="time">Clock of the pauses.</param>
public sealed class Installer(KubernetesClient client, InitOptions options, TextWriter progress, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <exception cref="ReasonException">The API server refuses an object, or a file cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Before anything is made, so that a bad file leaves nothing half done.
        var network = options is { EnableMultusConfig: true, DefaultCniName: null } ? OverlayNetwork.Find(options.CniConfigDir) : null;
        await AwaitControllerAsync(cancellationToken);
        await CreateAsync(DefaultObjects.Coordinator(options), cancellationToken);
        await CreateAsync(DefaultObjects.Subnet(options.Ipv4), cancellationToken);
        await CreateAsync(DefaultObjects.Subnet(options.Ipv6), cancellationToken);
        await CreateAsync(DefaultObjects.Pool(options.Ipv4), cancellationToken);
        await CreateAsync(DefaultObjects.Pool(options.Ipv6), cancellationToken);
        await CreateAsync(DefaultObjects.MultusConfig(options, network), cancellationToken);
        if (options.ReadinessFile is { } path) await File.WriteAllTextAsync(path, "ready\n", cancellationToken);
        await progress.WriteLineAsync("all default objects are there");
    }

    /// <summary>A leader that has registered the webhooks has seen the cluster, so it can judge what is made now.</summary>
    private async Task AwaitControllerAsync(CancellationToken cancellationToken)
    {
        var waits = 0;
        while (await MissingAsync(cancellationToken) is { } missing)
        {
            if (waits++ % 5 == 0) await progress.WriteLineAsync($"waiting for the controller: {missing}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lease = await client.TryGetAsync<Lease>(options.Namespace, LeadershipOptions.LeaseName, cancellationToken);
            if (lease?.Spec.HolderIdentity is not { Length: > 0 })
                return $"nobody holds the Lease {options.Namespace}/{LeadershipOptions.LeaseName}";
            if (!options.AwaitWebhooks) return null;
            var hooks = await client.TryGetAsync<ValidatingWebhookConfiguration>(null, options.ControllerName, cancellationToken);
            return hooks is null ? $"there is no ValidatingWebhookConfiguration {options.ControllerName}" : null;
        }
        catch (KubernetesApiException e) when (e.IsTransient)
        {
            return e.Message;
        }
    }

    private async Task CreateAsync<T>(T? wanted, CancellationToken cancellationToken)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        if (wanted is null) return;
        var what = $"{T.Definition.Kind} {wanted.Key}";
        while (true)
        {
            try
            {
                await client.CreateAsync(wanted, cancellationToken);
                await progress.WriteLineAsync($"{what} created");
                return;
            }
            catch (KubernetesApiException e) when (e.IsAlreadyExists)
            {
                await progress.WriteLineAsync($"{what} exists, it stays as it is");
                return;
            }
            // A webhook that cannot be reached yet is a fault of the server, no refusal.
            catch (KubernetesApiException e) when (e.IsTransient || e.MayHaveBeenApplied)
            {
                await progress.WriteLineAsync($"{what} not created yet: {e.Message}");
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (KubernetesApiException e)
            {
                throw new ReasonException(Reason.InvalidConfiguration, $"{what} was refused: {e.Message}", e);
            }
        }
    }
}
