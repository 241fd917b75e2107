using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IAsyncDisposable
{
    private static readonly Reason Reason = Reason.PodNotFound;

    private readonly FakeApi _api = new() { Otherwise = (_, _) => Task.FromResult(FakeApi.Json("{}")) };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly KubernetesClient _client;
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public EventRecorderTests() => _client = _api.Client(_time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _client.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Event_says_what_happened_to_which_object_and_who_says_it()
    {
        var recorder = Start(new EventRecorderOptions { Component = "agent", Host = "node-1", Instance = "agent-x" });

        recorder.Warning(Objects.Object("a", 7, "uid-a"), Reason, "no address left");
        await Clock.UntilAsync(() => _api.Requests.Count == 1);

        var written = Written(0);
        Assert.Equal("POST /api/v1/namespaces/default/events", _api.Lines.Single());
        Assert.Equal(("Warning", Reason.Name, "no address left", 1),
            (written.Type, written.Reason, written.Message, written.Count));
        Assert.Equal(("v1", "Namespace", "a", "uid-a"),
            (written.InvolvedObject.ApiVersion, written.InvolvedObject.Kind,
                written.InvolvedObject.Name, written.InvolvedObject.Uid));
        Assert.Equal(("agent", "node-1", "agent", "agent-x"),
            (written.Source!.Component, written.Source.Host, written.ReportingComponent, written.ReportingInstance));
        Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow()), (written.FirstTimestamp, written.LastTimestamp));
        Assert.Equal($"a.{_time.GetUtcNow().Ticks:x16}", written.Metadata.Name);
        Assert.Equal(0, recorder.Dropped);
    }

    [Fact]
    public async Task Event_of_a_namespaced_object_lives_beside_it()
    {
        var recorder = Start();

        recorder.Record(new ObjectReference { Kind = "Pod", Namespace = "team", Name = "p" }, EventSeverity.Normal, Reason, "x");
        await Clock.UntilAsync(() => _api.Requests.Count == 1);

        Assert.Equal("POST /api/v1/namespaces/team/events", _api.Lines.Single());
    }

    [Fact]
    public async Task Repeats_are_counted_in_the_same_event_until_they_cease()
    {
        var recorder = Start();
        for (var i = 0; i < 3; i++)
        {
            recorder.Warning(Objects.Object("a", i), Reason, "same");
            await Clock.UntilAsync(() => _api.Requests.Count == i + 1);
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        recorder.Warning(Objects.Object("a", 9), Reason, "same");
        recorder.Warning(Objects.Object("a", 9), Reason, "other");
        await Clock.UntilAsync(() => _api.Requests.Count == 5);

        var name = Written(0).Metadata.Name;
        Assert.Equal(
            [
                "POST /api/v1/namespaces/default/events", $"PATCH /api/v1/namespaces/default/events/{name}",
                $"PATCH /api/v1/namespaces/default/events/{name}", "POST /api/v1/namespaces/default/events",
                "POST /api/v1/namespaces/default/events",
            ], _api.Lines);
        Assert.Equal("""{"count":3,"lastTimestamp":"2026-01-02T03:14:05Z"}""", _api.Requests[2].Body);
        Assert.Equal(3, ((int[])[0, 3, 4]).Select(i => Written(i).Metadata.Name).Distinct().Count());
    }

    [Fact]
    public async Task Event_that_expired_in_the_cluster_is_written_anew_with_its_count()
    {
        var recorder = Start();
        recorder.Warning(Objects.Object("a", 1), Reason, "same");
        await Clock.UntilAsync(() => _api.Requests.Count == 1);
        _api.Then(FakeApi.Failure(HttpStatusCode.NotFound, "NotFound", "gone"));

        recorder.Warning(Objects.Object("a", 1), Reason, "same");
        await Clock.UntilAsync(() => _api.Requests.Count == 3);

        Assert.StartsWith("POST ", _api.Lines.Last(), StringComparison.Ordinal);
        Assert.Equal(2, Written(2).Count);
    }

    [Fact]
    public async Task Flood_is_bounded_and_counted()
    {
        var recorder = Start(new EventRecorderOptions { Component = "agent", Burst = 10, WritesPerSecond = 2 });
        for (var i = 0; i < 100; i++) recorder.Warning(Objects.Object($"n{i}", 1), Reason, "x");
        await Clock.UntilAsync(() => recorder.Dropped == 90);
        Assert.Equal(10, _api.Requests.Count);

        _time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 100; i++) recorder.Warning(Objects.Object($"m{i}", 1), Reason, "x");
        await Clock.UntilAsync(() => recorder.Dropped == 90 + 94);

        Assert.Equal(16, _api.Requests.Count);
    }

    [Fact]
    public async Task Reporting_never_waits_for_the_server()
    {
        _api.Otherwise = FakeApi.NeverAsync;
        var recorder = Start(new EventRecorderOptions { Component = "agent", QueueLength = 5 });
        recorder.Warning(Objects.Object("first", 1), Reason, "x");
        await Clock.UntilAsync(() => _api.Requests.Count == 1);

        for (var i = 0; i < 20; i++) recorder.Warning(Objects.Object($"n{i}", 1), Reason, "x");

        Assert.Equal(15, recorder.Dropped);
    }

    [Fact]
    public async Task Event_that_the_server_refuses_is_dropped_and_the_next_is_written()
    {
        var recorder = Start();
        _api.Then(FakeApi.Failure(HttpStatusCode.Forbidden, "Forbidden", "no"));

        recorder.Warning(Objects.Object("a", 1), Reason, "x");
        recorder.Warning(Objects.Object("a", 1), Reason, "x");
        await Clock.UntilAsync(() => _api.Requests.Count == 2);

        Assert.All(_api.Lines, line => Assert.StartsWith("POST ", line, StringComparison.Ordinal));
        Assert.Equal((1L, 2), (recorder.Dropped, Written(1).Count));
    }

    [Fact]
    public async Task Long_message_and_long_name_are_cut_to_what_the_server_takes()
    {
        var recorder = Start();

        recorder.Warning(Objects.Object(new string('n', 253), 1), Reason, new string('x', 100_000));
        await Clock.UntilAsync(() => _api.Requests.Count == 1);

        Assert.Equal(1024, Written(0).Message!.Length);
        Assert.InRange(Written(0).Metadata.Name!.Length, 200, 253);
        Assert.Equal(253, Written(0).InvolvedObject.Name!.Length);
    }

    [Fact]
    public async Task Many_different_events_do_not_fill_the_memory()
    {
        var recorder = Start(new EventRecorderOptions { Component = "agent", Burst = 1, WritesPerSecond = 0 });
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < 500; j++) recorder.Warning(Objects.Object($"n{i}-{j}", 1), Reason, "x");
            await Clock.UntilAsync(() => recorder.Dropped == (i + 1) * 500 - 1);
        }

        Assert.InRange(recorder.SeriesCount, 1, 4096);
    }

    private Event Written(int index) => JsonSerializer.Deserialize(_api.Requests[index].Body, Event.JsonType)!;

    private EventRecorder Start(EventRecorderOptions? options = null)
    {
        var recorder = new EventRecorder(_client, options ?? new EventRecorderOptions { Component = "agent" },
            NullLogger.Instance, _time);
        _run = recorder.RunAsync(_stop.Token);
        return recorder;
    }
}
