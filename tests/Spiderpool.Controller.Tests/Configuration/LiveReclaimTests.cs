using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Metrics;
using Spiderpool.Controller.Reclaim;
using Spiderpool.Controller.Tests.Reclaim;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Tests.Configuration;

/// <summary>Settings of reclaim that change while it runs.</summary>
public sealed class LiveReclaimTests : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly LiveOptions<ControllerOptions> _live = new(new ControllerOptions { PodNamespace = "n", PodName = "p" });
    private readonly KubernetesClient _client = new(new KubernetesClientOptions { Server = new Uri("http://127.0.0.1:1") });
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ReclaimScanner _scanner = new GoneCluster(pods: 1).Scanner;
    private readonly ControllerMetrics _metrics;
    private readonly ReclaimTask _task;
    private readonly Task _running;

    public LiveReclaimTests()
    {
        var informers = new ClusterInformers(_client, NullLoggerFactory.Instance, _time);
        var events = new EventRecorder(_client, new EventRecorderOptions { Component = "test" }, NullLogger.Instance, _time);
        _metrics = new ControllerMetrics(_services.GetRequiredService<IMeterFactory>(), informers);
        _task = new ReclaimTask(_scanner, new ReclaimReporter(events, _metrics), new PodTrace(_time), informers, _live, _time,
            NullLogger<ReclaimTask>.Instance);
        _running = _task.RunAsync(_stopping.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _task.Dispose();
        _metrics.Dispose();
        _services.Dispose();
        _client.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Shorter_interval_counts_from_the_last_scan()
    {
        var first = await ScanAfterAsync(null);
        _time.Advance(TimeSpan.FromSeconds(20));

        _live.Set(With(reclaim => reclaim with { ScanInterval = TimeSpan.FromSeconds(15) }));

        Assert.NotSame(first, await ScanAfterAsync(first));
    }

    [Fact]
    public async Task Longer_grace_counts_from_the_next_scan_on()
    {
        var first = await ScanAfterAsync(null);

        _live.Set(With(reclaim => reclaim with { AdditionalGrace = TimeSpan.FromSeconds(90) }));
        _time.Advance(TimeSpan.FromSeconds(600));
        await ScanAfterAsync(first);

        Assert.Equal(TimeSpan.FromSeconds(90), _scanner.Rules.AdditionalGrace);
    }

    private ControllerOptions With(Func<ReclaimOptions, ReclaimOptions> change) =>
        _live.Current with { Reclaim = change(_live.Current.Reclaim) };

    private async Task<object> ScanAfterAsync(object? last)
    {
        while (_task.LastScan is not { } scan || ReferenceEquals(scan, last)) await Task.Delay(Pause, Cancellation);
        return _task.LastScan;
    }
}
