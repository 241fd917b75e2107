using Microsoft.Extensions.Logging;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// Elects one leader among the holders of different identities by a Lease. Clocks are not compared: a candidate takes over when
/// it has seen the Lease unchanged for its whole duration by its own clock, and the leader stops leading earlier than that,
/// counted from before its last renewal was sent.
/// </summary>
public sealed partial class LeaderElector
{
    private readonly KubernetesClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private Lease? _seen;
    private long _seenAt;
    private long _validUntil = long.MinValue;
    private int _epoch;

    public LeaderElector(
        KubernetesClient client, LeaderElectionOptions options, ILogger logger, TimeProvider? time = null)
    {
        if (options.LeaseDuration < TimeSpan.FromSeconds(1) || options.RenewDeadline >= options.LeaseDuration
            || options.RetryPeriod >= options.RenewDeadline)
        {
            throw new ArgumentException(
                "leader election needs LeaseDuration > RenewDeadline > RetryPeriod, and at least one second", nameof(options));
        }

        (_client, _options, _logger, _time) = (client, options, logger, time ?? TimeProvider.System);
    }

    /// <summary>Grows with each term of any leader: of two writers the one with the higher epoch is right.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Who leads, as far as this process has seen; null when nobody does.</summary>
    public string? CurrentLeader => _seen?.Spec.HolderIdentity is { Length: > 0 } holder ? holder : null;

    /// <summary>Whether this process leads now. Ask right before each write that only the leader may do.</summary>
    public bool IsLeader() => IsLeader(_time.GetTimestamp());

    /// <param name="timestamp">Moment on the monotonic clock, as of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public bool IsLeader(long timestamp) => timestamp < Volatile.Read(ref _validUntil);

    /// <summary>
    /// Waits for the leadership, then runs <paramref name="lead"/> until it is lost, and so on. The Lease is given back when the
    /// caller cancels.
    /// </summary>
    /// <param name="lead">
    /// The leader's work. Its token is cancelled when the leadership ends, and it must then end soon. When it ends by itself the
    /// election is over; what it throws comes out of here.
    /// </param>
    /// <param name="cancellationToken">Ends the election; not an error.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken = default)
    {
        try
        {
            while (true)
            {
                await AcquireAsync(cancellationToken);
                if (await LeadAsync(lead, cancellationToken))
                    return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }
    }

    private long After(long timestamp, TimeSpan span) => timestamp + (long)(span.TotalSeconds * _time.TimestampFrequency);

    private void Hold(Lease lease, long requestSentAt)
    {
        See(lease);
        Volatile.Write(ref _epoch, lease.Spec.LeaseTransitions ?? 0);
        Volatile.Write(ref _validUntil, After(requestSentAt, _options.RenewDeadline));
    }

    private void StopLeading() => Volatile.Write(ref _validUntil, long.MinValue);

    private void See(Lease lease)
    {
        if (_seen?.Metadata.ResourceVersion != lease.Metadata.ResourceVersion || _seen?.Metadata.Uid != lease.Metadata.Uid)
            _seenAt = _time.GetTimestamp();
        _seen = lease;
    }

    private Lease Held(Lease? before)
    {
        var now = _time.GetUtcNow();
        return (before ?? new Lease()) with
        {
            Metadata = before?.Metadata ?? new ObjectMeta { Namespace = _options.Namespace, Name = _options.Name },
            Spec = (before?.Spec ?? new LeaseSpec()) with
            {
                HolderIdentity = _options.Identity,
                LeaseDurationSeconds = (int)Math.Ceiling(_options.LeaseDuration.TotalSeconds),
                AcquireTime = now,
                RenewTime = now,
                LeaseTransitions = (before?.Spec.LeaseTransitions ?? -1) + 1,
            },
        };
    }
}
