using Spiderpool.Api.Core;

namespace Spiderpool.Kubernetes;

public sealed partial class LeaderElector
{
    /// <returns>Whether the work ended by itself.</returns>
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var renewing = new CancellationTokenSource();
        var renewal = RenewAsync(renewing.Token);
        try
        {
            var work = lead(term.Token);
            await Task.WhenAny(work, renewal);
            var byItself = work.IsCompleted && !term.IsCancellationRequested;
            // The renewal goes on while the work winds down, so that nobody else begins meanwhile.
            await term.CancelAsync();
            await IgnoreCancellationAsync(work, term.Token);
            return byItself;
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal;
            await ReleaseAsync();
        }
    }

    private static async Task IgnoreCancellationAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was asked to end.
        }
    }

    /// <summary>Renews until stopped, or until the leadership is lost.</summary>
    private async Task RenewAsync(CancellationToken stop)
    {
        try
        {
            while (Left() is { Ticks: > 0 } left)
            {
                await Task.Delay(left < _options.RetryPeriod ? left : _options.RetryPeriod, _time, stop);
                if (Left() is { Ticks: > 0 } rest && !await TryRenewAsync(rest, stop))
                    break;
            }

            StopLeading();
            LeaderElectionLog.Lost(_logger, _options.Identity, _options.Name);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private TimeSpan Left() => IsLeader() ? _time.GetElapsedTime(_time.GetTimestamp(), _validUntil) : TimeSpan.Zero;

    /// <returns>False when another leads now; true also when nothing is known.</returns>
    private async Task<bool> TryRenewAsync(TimeSpan left, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(left, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        var sentAt = _time.GetTimestamp();
        try
        {
            Hold(await _client.ReplaceAsync(Renewed(_seen!), linked.Token), sentAt);
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            return await LookAgainAsync(linked.Token);
        }
        catch (KubernetesApiException e)
        {
            LeaderElectionLog.Failed(_logger, _options.Name, e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            LeaderElectionLog.Failed(_logger, _options.Name, "no answer before the renewal's deadline");
        }

        return true;
    }

    /// <summary>Somebody changed the Lease, or an own renewal without an answer did.</summary>
    private async Task<bool> LookAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lease = await _client.TryGetAsync<Lease>(_options.Namespace, _options.Name, cancellationToken);
            if (lease is null || lease.Spec.HolderIdentity != _options.Identity || lease.Spec.LeaseTransitions != Epoch)
                return false;
            var sentAt = _time.GetTimestamp();
            Hold(await _client.ReplaceAsync(Renewed(lease), cancellationToken), sentAt);
        }
        catch (KubernetesApiException e)
        {
            LeaderElectionLog.Failed(_logger, _options.Name, e.Message);
        }
        catch (OperationCanceledException e)
        {
            LeaderElectionLog.Failed(_logger, _options.Name, e.Message);
        }

        return true;
    }

    private Lease Renewed(Lease lease) => lease with { Spec = lease.Spec with { RenewTime = _time.GetUtcNow() } };

    /// <summary>Gives the Lease back, if it is still held, so that the next leader need not wait.</summary>
    private async Task ReleaseAsync()
    {
        var held = IsLeader();
        StopLeading();
        if (!held)
            return;
        var free = _seen! with
        {
            Spec = _seen!.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = _time.GetUtcNow() },
        };
        try
        {
            See(await _client.ReplaceAsync(free, CancellationToken.None));
            LeaderElectionLog.Released(_logger, _options.Identity, _options.Name);
        }
        catch (KubernetesApiException e)
        {
            LeaderElectionLog.Failed(_logger, _options.Name, e.Message);
        }
    }
}
