using Spiderpool.Api.Core;

namespace Spiderpool.Kubernetes;

public sealed partial class LeaderElector
{
    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await TryAcquireAsync(cancellationToken))
                    return;
            }
            catch (KubernetesApiException e)
            {
                LeaderElectionLog.Failed(_logger, _options.Name, e.Message);
            }

            // Candidates that start together should not ask together for ever.
            var jitter = 1 + (0.2 * Random.Shared.NextDouble());
            await Task.Delay(_options.RetryPeriod * jitter, _time, cancellationToken);
        }
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        var lease = await _client.TryGetAsync<Lease>(_options.Namespace, _options.Name, cancellationToken);
        if (lease is not null)
            See(lease);
        if (lease is not null && !IsFree(lease))
            return false;
        var sentAt = _time.GetTimestamp();
        try
        {
            Hold(lease is null
                ? await _client.CreateAsync(Held(null), cancellationToken)
                : await _client.ReplaceAsync(Held(lease), cancellationToken), sentAt);
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists)
        {
            return false;
        }

        LeaderElectionLog.Acquired(_logger, _options.Identity, _options.Name, Epoch);
        return IsLeader();
    }

    private bool IsFree(Lease lease)
    {
        if (lease.Spec.HolderIdentity is not { Length: > 0 } holder || holder == _options.Identity)
            return true;
        var promised = TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? 0);
        return _time.GetElapsedTime(_seenAt) > (promised > _options.LeaseDuration ? promised : _options.LeaseDuration);
    }
}
