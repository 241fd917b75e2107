using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>GC: DEL of each sandbox that the runtime no longer lists, then GC of each network, with what is in use of it.</summary>
internal sealed class GcCommand(MultinicSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var attachments = call.Conf.RequireValidAttachments();
        var valid = attachments.Select(item => item.ContainerId).ToHashSet();
        var delegates = new Delegates(settings, call);
        var failures = new List<ReasonException>();
        foreach (var stale in delegates.Records.All().Where(record => !valid.Contains(record.ContainerId)))
            Collect(failures, () => delegates.Remove(stale));
        var records = delegates.Records.All();
        // Sandboxes from before multinic was installed: nobody knows of which networks, so they count for each.
        var unknown = attachments.Where(item => !records.Any(record => record.ContainerId == item.ContainerId)).ToList();
        foreach (var network in records.SelectMany(record => record.Networks).GroupBy(network => network.List.Name))
        {
            List<CniAttachment> inUse =
                [.. network.Select(item => new CniAttachment(item.Attachment.ContainerId, item.Attachment.IfName)), .. unknown];
            Collect(failures, () => delegates.CollectGarbage(network.Last().List, inUse));
        }
        if (failures.Count == 0) return null;
        var all = new ReasonException(
            Reason.DelegateFailed, string.Join("; ", failures.Select(failure => failure.Detail)), failures[0]);
        throw new CniException(all, CniErrorCode.TryAgainLater);
    }

    private static void Collect(List<ReasonException> failures, Action action)
    {
        try
        {
            action();
        }
        catch (ReasonException failure)
        {
            failures.Add(failure);
        }
    }
}
