using Spiderpool.Api;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Agent.Commit;

/// <summary>One request that waits for the pool's next write.</summary>
internal sealed class PendingRequest(LedgerRequest request, long queuedAt)
{
    // Continuations run on their own: a caller must never hold up the pool's writer.
    private readonly TaskCompletionSource<LedgerOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LedgerRequest Request => request;

    /// <summary>Timestamp of the moment it began to wait.</summary>
    public long QueuedAt => queuedAt;

    public bool IsRelease => request is LedgerRequest.Release or LedgerRequest.ReleaseAddress;

    /// <summary>UID of the pod that gets a record by it; null for a release.</summary>
    public string? Recipient => request switch
    {
        LedgerRequest.Grant grant => grant.PodUid,
        LedgerRequest.Rebind rebind => rebind.NewPodUid,
        _ => null,
    };

    public Task<LedgerOutcome> Task => _completion.Task;

    public void Complete(LedgerOutcome outcome) => _completion.TrySetResult(outcome);

    public void Fail(ReasonException failure) => _completion.TrySetException(failure);
}
