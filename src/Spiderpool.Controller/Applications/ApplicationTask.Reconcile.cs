using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Applications;

internal sealed partial class ApplicationTask
{
    private async Task ReconcileAsync(
        ApplicationKey key, ApplicationInformers applications, Waiting waiting, CancellationToken cancellationToken)
    {
        _known[key] = true;
        var workload = applications.Find(key);
        IReadOnlyList<PoolGroup> groups;
        try
        {
            groups = ApplicationWish.Of(key, workload, Options);
        }
        catch (ReasonException e)
        {
            // Its pools stay as they are until it says something that can be understood.
            Tell(key, workload!.Metadata.Uid, new ApplicationNews(EventSeverity.Warning, e.Reason, e.Detail));
            return;
        }
        foreach (var group in groups) await SettleAsync(key, group, waiting, cancellationToken);
        if (ApplicationKinds.IsWatched(key.ApiVersion, key.Kind)) await RetireAsync(key, workload?.Metadata.Uid, groups, cancellationToken);
        else await RetireThirdPartyAsync(key, cancellationToken);
        // Without wishes and pools nothing is left to look after.
        if (groups.Count == 0 && !PoolsOf(key).Any()) _known.TryRemove(key, out _);
    }

    private async Task SettleAsync(ApplicationKey key, PoolGroup group, Waiting waiting, CancellationToken cancellationToken)
    {
        if (Kept(group) is { } kept)
        {
            var news = ApplicationNews.Kept(kept, group);
            events.Warning(kept, news.Reason, news.Message);
            Tell(key, group.Application.Uid, news);
            return;
        }
        // Before the look at the pools and subnets, so that no change falls between.
        foreach (var subnet in group.Subnets) waiting.Add(SubnetKey(subnet), key);
        foreach (var pool in PoolsOf(key)) waiting.Add(pool.Key, key);
        var end = await _pools.SettleAsync(
            group, step => Tell(key, group.Application.Uid, ApplicationNews.Of(group, step)), cancellationToken);
        if (end is PoolStep.Done) waiting.Forget(key);
    }

    /// <summary>A pool that stays with the application although the application names its subnet no more (spec/ipam.md 7.4).</summary>
    private SpiderIPPool? Kept(PoolGroup group) => PoolsOf(ApplicationKey.Of(group.Application)).FirstOrDefault(pool =>
        !AutomaticPool.IsReclaimed(pool) && !group.Reclaim && !pool.Metadata.IsTerminating
        && AutomaticPool.ApplicationOf(pool) == group.Application && AutomaticPool.IsFor(pool, group.Nic, group.Family)
        && !group.Subnets.Contains(pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet) ?? ""));

    private IEnumerable<SpiderIPPool> PoolsOf(ApplicationKey key) => informers.Pools.Snapshot().Where(pool =>
        AutomaticPool.ApplicationOf(pool) is { } application && ApplicationKey.Of(application) == key);

    private void Tell(ApplicationKey key, string? uid, ApplicationNews? news)
    {
        if (news is null) return;
        var application = new ObjectReference
        {
            ApiVersion = key.ApiVersion,
            Kind = key.Kind,
            Namespace = key.Namespace,
            Name = key.Name,
            Uid = uid,
        };
        events.Record(application, news.Severity, news.Reason, news.Message);
    }
}
