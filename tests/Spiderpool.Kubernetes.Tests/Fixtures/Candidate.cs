using Microsoft.Extensions.Logging.Abstractions;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A process that wants to lead, on its own connection to the server.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _client;
    private readonly Task _run;

    public Candidate(FakeLeases leases, string identity, TimeProvider time, Func<Candidate, CancellationToken, Task>? lead = null)
    {
        var api = new FakeApi
        {
            Otherwise = (request, token) => Cut ? FakeApi.NeverAsync(request, token) : leases.AnswerAsync(request, token),
        };
        _client = api.Client(time);
        var options = new LeaderElectionOptions { Namespace = "ns", Name = "leader", Identity = identity };
        Elector = new LeaderElector(_client, options, NullLogger.Instance, time);
        _run = Elector.RunAsync(token => (lead ?? LeadAsync)(this, token), _stop.Token);
    }

    public LeaderElector Elector { get; }

    /// <summary>Whether the server hears and answers nothing any more.</summary>
    public bool Cut { get; set; }

    /// <summary>Whether the leader's work runs.</summary>
    public bool Works { get; private set; }

    public int Terms { get; private set; }

    public Task Run => _run;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private static async Task LeadAsync(Candidate self, CancellationToken cancellationToken)
    {
        self.Works = true;
        self.Terms++;
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            self.Works = false;
        }
    }
}
