using System.Globalization;
using System.Text;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

public sealed partial class EventRecorder
{
    private const int MaxSeries = 4096;

    // Names have 253 characters at most; a dot and 16 digits follow.
    private const int MaxInvolvedName = 253 - 17;

    private readonly Dictionary<(string?, string?, string?, string?, string, string), EventSeries> _series = [];

    // Events of one moment need different names.
    private long _begun;

    /// <summary>Number of events whose repeats are counted.</summary>
    internal int SeriesCount => _series.Count;

    /// <summary>Writes what was recorded until it is cancelled. Call it once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var occurrence in _queue.Reader.ReadAllAsync(cancellationToken))
                await WriteAsync(occurrence, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }
    }

    private async Task WriteAsync(Occurrence occurrence, CancellationToken cancellationToken)
    {
        var series = SeriesOf(occurrence);
        if (!_rate.TryTake())
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        try
        {
            if (!series.IsStored || !await TryCountAsync(series, cancellationToken))
                await _client.CreateAsync(NewEvent(occurrence, series), cancellationToken);
            series.IsStored = true;
        }
        catch (KubernetesApiException e)
        {
            series.IsStored |= e.IsAlreadyExists;
            Interlocked.Increment(ref _dropped);
            EventRecorderLog.NotWritten(_logger, occurrence.Reason, occurrence.Involved.Name, e.Message);
        }
    }

    private EventSeries SeriesOf(Occurrence occurrence)
    {
        if (_series.TryGetValue(occurrence.Key, out var series) && occurrence.At - series.Last < _options.RepeatWindow)
        {
            series.Count++;
            series.Last = occurrence.At;
            return series;
        }

        if (_series.Count >= MaxSeries)
            Forget(occurrence.At);
        // Events live in a namespace; those of cluster-scoped objects in default, as kubectl expects.
        var suffix = occurrence.At.Ticks + _begun++;
        return _series[occurrence.Key] = new EventSeries(
            occurrence.Involved.Namespace is { Length: > 0 } ns ? ns : "default",
            string.Create(CultureInfo.InvariantCulture, $"{Start(occurrence.Involved.Name)}.{suffix:x16}"), occurrence.At);
    }

    private static string? Start(string? name) =>
        name?.Length > MaxInvolvedName ? name[..MaxInvolvedName].TrimEnd('-', '.') : name;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, series) in _series)
        {
            if (now - series.Last >= _options.RepeatWindow)
                _series.Remove(key);
        }

        if (_series.Count >= MaxSeries)
            _series.Clear();
    }

    /// <returns>False when the Event has expired in the cluster.</returns>
    private async Task<bool> TryCountAsync(EventSeries series, CancellationToken cancellationToken)
    {
        var patch = string.Create(CultureInfo.InvariantCulture,
            $$"""{"count":{{series.Count}},"lastTimestamp":"{{series.Last:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
        try
        {
            await _client.PatchAsync<Event>(series.Namespace, series.Name, PatchType.Merge, Encoding.UTF8.GetBytes(patch), null,
                cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    private Event NewEvent(Occurrence occurrence, EventSeries series) => new()
    {
        Metadata = new ObjectMeta { Namespace = series.Namespace, Name = series.Name },
        InvolvedObject = occurrence.Involved,
        Type = occurrence.Type,
        Reason = occurrence.Reason,
        Message = occurrence.Message,
        Source = new EventSource { Component = _options.Component, Host = _options.Host },
        ReportingComponent = _options.Component,
        ReportingInstance = _options.Instance ?? _options.Host,
        FirstTimestamp = series.First,
        LastTimestamp = series.Last,
        Count = series.Count,
    };
}
