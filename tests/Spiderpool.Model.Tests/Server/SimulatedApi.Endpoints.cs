using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Server;

internal sealed partial class SimulatedApi
{
    private static readonly DateTimeOffset Deleted = DateTimeOffset.UnixEpoch;

    public Write<SpiderEndpoint> CreateEndpoint(SpiderEndpoint wanted)
    {
        if (Endpoints.Get(wanted.Key) is not null) return Refuse<SpiderEndpoint>(WriteOutcome.Conflict, "it exists already");
        var written = Endpoints.Put(wanted with { Metadata = wanted.Metadata with { Uid = NewUid() } });
        EndpointWritten(written);
        return new(WriteOutcome.Written, written, "");
    }

    public Write<SpiderEndpoint> ReplaceEndpoint(SpiderEndpoint wanted)
    {
        if (Endpoints.Get(wanted.Key) is not { } stored) return Refuse<SpiderEndpoint>(WriteOutcome.Gone, "no such endpoint");
        if (!IsCurrent(wanted.Metadata, stored.Metadata)) return Refuse<SpiderEndpoint>(WriteOutcome.Conflict, "it has changed");
        var metadata = wanted.Metadata with { DeletionTimestamp = stored.Metadata.DeletionTimestamp };
        var written = Endpoints.Put(wanted with { Metadata = metadata });
        EndpointWritten(written);
        if (metadata.IsTerminating && metadata.Finalizers is not { Count: > 0 }) Endpoints.Remove(written.Key);
        return new(WriteOutcome.Written, written, "");
    }

    public Write<SpiderEndpoint> DeleteEndpoint(SpiderEndpoint endpoint)
    {
        if (Endpoints.Get(endpoint.Key) is not { } stored) return Refuse<SpiderEndpoint>(WriteOutcome.Gone, "no such endpoint");
        if (stored.Metadata.Uid != endpoint.Metadata.Uid) return Refuse<SpiderEndpoint>(WriteOutcome.Conflict, "it has another UID");
        MarkDeleted(stored);
        return new(WriteOutcome.Written, stored, "");
    }

    public Write<SpiderEndpoint> DeleteEndpointVersion(SpiderEndpoint endpoint)
    {
        if (Endpoints.Get(endpoint.Key) is not { } stored) return Refuse<SpiderEndpoint>(WriteOutcome.Gone, "no such endpoint");
        return IsCurrent(endpoint.Metadata, stored.Metadata)
            ? DeleteEndpoint(endpoint)
            : Refuse<SpiderEndpoint>(WriteOutcome.Conflict, "it has changed");
    }

    /// <summary>What the garbage collector of Kubernetes does: deletes endpoints whose owner, the pod, is gone.</summary>
    public bool CollectGarbage()
    {
        var orphan = Endpoints.Items.FirstOrDefault(endpoint => !endpoint.Metadata.IsTerminating
            && endpoint.Metadata.OwnerReferences is [{ Uid: var owner }, ..] && Pods.Get(endpoint.Key)?.Metadata.Uid != owner);
        if (orphan is not null) MarkDeleted(orphan);
        return orphan is not null;
    }

    private void MarkDeleted(SpiderEndpoint stored)
    {
        if (stored.Metadata.Finalizers is not { Count: > 0 })
        {
            Endpoints.Remove(stored.Key);
        }
        else if (!stored.Metadata.IsTerminating)
        {
            Endpoints.Put(stored with { Metadata = stored.Metadata with { DeletionTimestamp = Deleted } });
        }
    }
}
