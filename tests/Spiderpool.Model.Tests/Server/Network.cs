using Spiderpool.Agent.Commit;
using Spiderpool.Api;
using Spiderpool.Model.Tests.Scheduling;

namespace Spiderpool.Model.Tests.Server;

/// <summary>All requests that are under way to the API server. They overtake one another at will.</summary>
internal sealed class Network(SimulatedApi api, Choice choice, bool hasLateWrites)
{
    private readonly List<Flight> _flights = [];

    public Trace? Trace { get; set; }

    /// <summary>One request in how many suffers a fault; 0 for none.</summary>
    public int FaultRate { get; set; }

    /// <summary>Whether no sender waits for an answer.</summary>
    public bool IsQuiet => _flights.TrueForAll(flight => flight.IsOrphan);

    public bool IsEmpty => _flights.Count == 0;

    /// <summary>Whether the request that is being carried out is one of a killed process.</summary>
    public bool IsServingTheDead { get; private set; }

    /// <summary>Who sent the request that is being carried out, if it waits for no answer any more.</summary>
    public Process? LateSender { get; private set; }

    public Task<T> ReadAsync<T>(Process sender, string what, Func<T> read, CancellationToken cancellationToken)
    {
        // A read that nobody hears of changes nothing: its late arrival is as good as none.
        var fate = choice.OneIn(FaultRate) ? FlightFate.AnswerLost : FlightFate.Answered;
        return StartAsync(sender, what, fate, read, (answer, _) => answer.TrySetException(
            new ReasonException(Reason.ApiServerUnavailable, $"{what}: no answer")), cancellationToken);
    }

    public Task<Write<T>> WriteAsync<T>(
        Process sender, string what, Func<Write<T>> write, CancellationToken cancellationToken) where T : class
    {
        var fate = !choice.OneIn(FaultRate) ? FlightFate.Answered
            : hasLateWrites && !choice.OneIn(4) ? FlightFate.CarriedOutLater
            : (FlightFate)choice.Between(1, 3);
        return StartAsync(sender, what, fate, write, (answer, mayBeStored) => answer.TrySetResult(
            new Write<T>(mayBeStored ? WriteOutcome.Unknown : WriteOutcome.Unavailable, null, $"{what}: no answer")), cancellationToken);
    }

    /// <summary>Takes one request a step further. False when none is under way.</summary>
    public bool TryAdvance()
    {
        if (_flights.Count == 0) return false;
        var next = choice.Below(_flights.Count);
        var flight = _flights[next];
        // What nobody waits for may take long, and it may get lost.
        if (flight.IsOrphan && !choice.OneIn(hasLateWrites ? 60 : 8)) return false;
        IsServingTheDead = flight.IsOfDeadSender;
        LateSender = flight.IsAwaited ? null : flight.Sender;
        if (flight.Advance(api.IsAway || (flight.IsOrphan && choice.OneIn(3)), Trace)) Remove(next);
        return true;
    }

    private Task<T> StartAsync<T>(
        Process sender, string what, FlightFate fate, Func<T> effect, Action<TaskCompletionSource<T>, bool> fail,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = new Flight<T>(sender, what, fate, effect, fail);
        _flights.Add(flight);
        return flight.AnswerAsync(cancellationToken);
    }

    private void Remove(int index)
    {
        _flights[index] = _flights[^1];
        _flights.RemoveAt(_flights.Count - 1);
    }
}
