using Spiderpool.Model.Tests.Scheduling;

namespace Spiderpool.Model.Tests.Server;

/// <summary>One request on its way: sent, then carried out, then answered; a fault cuts that short.</summary>
/// <param name="sender">Who waits for the answer.</param>
/// <param name="what">For the trace.</param>
/// <param name="fate">What becomes of it.</param>
internal abstract class Flight(Process sender, string what, FlightFate fate)
{
    private bool _isCarriedOut;
    private bool _isGivenUp;

    /// <summary>Whether nobody waits for it any more, but the server may still carry it out.</summary>
    public bool IsOrphan => (_isGivenUp || sender.IsDead) && !_isCarriedOut;

    public Process Sender => sender;

    public bool IsOfDeadSender => sender.IsDead;

    /// <summary>Whether the sender waits for the answer: it has got none, and its deadline has not passed.</summary>
    public bool IsAwaited => !sender.IsDead && !HasAnswer;

    /// <summary>Whether the sender has an answer, or has stopped to wait for one.</summary>
    protected abstract bool HasAnswer { get; }

    /// <summary>One step on its way. True when it is over.</summary>
    public bool Advance(bool isServerAway, Trace? trace)
    {
        if (IsOrphan)
        {
            trace?.Add(isServerAway ? $"{this}: never arrives" : $"{this}: carried out late");
            if (!isServerAway) CarryOut(trace);
            return true;
        }
        if (_isCarriedOut) return Finish(trace);
        if (fate == FlightFate.RequestLost || isServerAway)
        {
            trace?.Add($"{this}: does not reach the server");
            Fail(mayBeStored: !isServerAway);
            return true;
        }
        if (fate == FlightFate.CarriedOutLater)
        {
            trace?.Add($"{this}: no answer; the request is still under way");
            Fail(mayBeStored: true);
            _isGivenUp = true;
            return false;
        }
        trace?.Add($"{this}: carried out");
        CarryOut(trace);
        _isCarriedOut = true;
        return false;
    }

    public sealed override string ToString() => $"{sender} {what}";

    /// <summary>Lets the request take effect.</summary>
    protected abstract void CarryOut(Trace? trace);

    /// <summary>Gives the result to the sender.</summary>
    protected abstract void Answer();

    /// <summary>Gives the sender a failure instead.</summary>
    /// <param name="mayBeStored">Whether the sender must think that the request may have taken effect.</param>
    protected abstract void Fail(bool mayBeStored);

    private bool Finish(Trace? trace)
    {
        if (sender.IsDead) return true;
        trace?.Add(fate == FlightFate.AnswerLost ? $"{this}: the answer is lost" : $"{this}: answered");
        if (fate == FlightFate.AnswerLost) Fail(mayBeStored: true);
        else Answer();
        return true;
    }
}
