using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>A write whose answer is lost is taken as one that was not stored.</summary>
internal sealed class LossTakenAsRefusal : Plant
{
    public override Write<SpiderIPPool> TellWrite(Write<SpiderIPPool> write) =>
        write.Outcome == WriteOutcome.Unknown ? write with { Outcome = WriteOutcome.Unavailable } : write;
}
