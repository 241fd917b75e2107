using Spiderpool.Agent.Commit;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Endpoints;

/// <summary>Writes one SpiderEndpoint per pod and takes it away; each call retries until the caller's deadline.</summary>
public sealed class EndpointWriter(IEndpointStore store, TimeProvider time, Random random)
{
    /// <summary>
    /// Makes the endpoint say what <paramref name="change"/> returns, which gets the present endpoint or null. When it returns
    /// what it got, that stays as it is.
    /// </summary>
    /// <param name="basis">The present endpoint as far as known; null when there probably is none.</param>
    /// <exception cref="ReasonException">
    /// The deadline passed, or the API server refuses the object, or <paramref name="change"/> does.
    /// </exception>
    public async Task<SpiderEndpoint?> ApplyAsync(
        string ns, string name, SpiderEndpoint? basis, Func<SpiderEndpoint?, ValueTask<SpiderEndpoint?>> change,
        CancellationToken cancellationToken)
    {
        var backoff = NewBackoff();
        var failure = "no try was made";
        while (true)
        {
            try
            {
                var wanted = await change(basis);
                if (wanted is null || ReferenceEquals(wanted, basis)) return basis;
                if (basis is not null && wanted.Metadata.ResourceVersion is null)
                {
                    await RemoveAsync(basis, cancellationToken);
                    basis = null;
                }
                var write = basis is null
                    ? await store.CreateAsync(wanted, cancellationToken)
                    : await store.ReplaceAsync(wanted, cancellationToken);
                if (write.Outcome == WriteOutcome.Written) return write.Object!;
                failure = write.Detail;
                if (write.Outcome == WriteOutcome.Rejected) throw Refused(ns, name, write.Detail);
                await backoff.WaitAsync(cancellationToken);
                basis = await store.ReadAsync(ns, name, cancellationToken);
            }
            catch (ReasonException e) when (e.Reason == Reason.ApiServerUnavailable)
            {
                failure = e.Detail;
                await DelayOrFailAsync(backoff, ns, name, failure, cancellationToken);
            }
            catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
            {
                throw NotConfirmed(ns, name, failure, e);
            }
        }
    }

    /// <summary>
    /// Takes our finalizer off and deletes the endpoint, unless it is another one by now or another pod took it over.
    /// </summary>
    public async Task RemoveAsync(SpiderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var (ns, name) = (endpoint.Metadata.Namespace!, endpoint.Metadata.Name!);
        var backoff = NewBackoff();
        SpiderEndpoint? present = endpoint;
        while (present is not null && IsOfSameHolder(present, endpoint))
        {
            try
            {
                var write = HasFinalizer(present)
                    ? await store.ReplaceAsync(WithoutFinalizer(present), cancellationToken)
                    : await store.DeleteAsync(present, cancellationToken);
                if (write.Outcome == WriteOutcome.Rejected) throw Refused(ns, name, write.Detail);
                if (write.Outcome == WriteOutcome.Gone) return;
                if (write.Outcome == WriteOutcome.Written)
                {
                    if (!HasFinalizer(present)) return;
                    present = write.Object;
                    continue;
                }
                await backoff.WaitAsync(cancellationToken);
                present = await store.ReadAsync(ns, name, cancellationToken);
            }
            catch (ReasonException e) when (e.Reason == Reason.ApiServerUnavailable)
            {
                await DelayOrFailAsync(backoff, ns, name, e.Detail, cancellationToken);
            }
            catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
            {
                throw NotConfirmed(ns, name, "the deadline passed", e);
            }
        }
    }

    private static async Task DelayOrFailAsync(
        Backoff backoff, string ns, string name, string failure, CancellationToken cancellationToken)
    {
        try
        {
            await backoff.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw NotConfirmed(ns, name, failure, e);
        }
    }

    private Backoff NewBackoff() => new(time, random, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(1));

    private static bool IsOfSameHolder(SpiderEndpoint a, SpiderEndpoint b) =>
        a.Metadata.Uid == b.Metadata.Uid && a.Status?.Current.Uid == b.Status?.Current.Uid;

    private static bool HasFinalizer(SpiderEndpoint endpoint) =>
        endpoint.Metadata.Finalizers?.Contains(SpiderpoolGroup.Finalizer) is true;

    private static SpiderEndpoint WithoutFinalizer(SpiderEndpoint endpoint) =>
        endpoint with { Metadata = endpoint.Metadata.WithoutFinalizer(SpiderpoolGroup.Finalizer) };

    private static ReasonException Refused(string ns, string name, string detail) =>
        new(Reason.Internal, $"the API server refuses SpiderEndpoint {ns}/{name}: {detail}");

    private static ReasonException NotConfirmed(string ns, string name, string detail, Exception? inner = null) =>
        new(Reason.ApiServerUnavailable, $"SpiderEndpoint {ns}/{name} was not confirmed in time: {detail}", inner);
}
