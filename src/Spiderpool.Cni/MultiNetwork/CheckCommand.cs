using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>CHECK: of each network, all failures at once.</summary>
internal sealed class CheckCommand(MultinicSettings settings) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        var delegates = new Delegates(settings, call);
        var record = delegates.Records.Find(call.Environment.ContainerId)
            ?? throw new ReasonException(Reason.CheckFailed, $"nothing is kept of sandbox {call.Environment.ContainerId}: it had no ADD");
        var faults = new List<string>();
        foreach (var network in record.Networks)
        {
            try
            {
                delegates.Check(network);
            }
            catch (ReasonException fault)
            {
                faults.Add(fault.Detail);
            }
        }
        return faults.Count == 0 ? null : throw new ReasonException(Reason.CheckFailed, string.Join("; ", faults));
    }
}
