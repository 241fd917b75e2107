using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// Reports events of objects for <c>kubectl describe</c>. Reporting never waits and never fails; when there are too many, or the
/// server does not take them, events are dropped and counted.
/// </summary>
public sealed partial class EventRecorder
{
    private const int MaxMessage = 1024;

    private readonly KubernetesClient _client;
    private readonly EventRecorderOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Channel<Occurrence> _queue;
    private readonly TokenBucket _rate;
    private long _dropped;

    public EventRecorder(KubernetesClient client, EventRecorderOptions options, ILogger logger, TimeProvider? time = null)
    {
        (_client, _options, _logger, _time) = (client, options, logger, time ?? TimeProvider.System);
        _queue = Channel.CreateBounded<Occurrence>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _rate = new TokenBucket(options.WritesPerSecond, options.Burst, _time);
    }

    /// <summary>Number of events that nobody will see.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public void Normal<T>(T obj, Reason reason, string message) where T : KubernetesObject, IKubernetesResource<T> =>
        Record(ObjectReference.To(obj), EventSeverity.Normal, reason, message);

    public void Warning<T>(T obj, Reason reason, string message) where T : KubernetesObject, IKubernetesResource<T> =>
        Record(ObjectReference.To(obj), EventSeverity.Warning, reason, message);

    /// <param name="involved">The object that it happened to.</param>
    /// <param name="severity">Normal or Warning.</param>
    /// <param name="reason">Of the catalogue.</param>
    /// <param name="message">One line for the user; cut off at 1,024 characters.</param>
    public void Record(ObjectReference involved, EventSeverity severity, Reason reason, string message)
    {
        var text = message.Length <= MaxMessage ? message : message[..MaxMessage];
        if (!_queue.Writer.TryWrite(new Occurrence(involved, severity.ToString(), reason.Name, text, _time.GetUtcNow())))
            Interlocked.Increment(ref _dropped);
    }
}
