using Spiderpool.Ipam.Reclaim;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>The controller frees on one proof: the API server's word that the pod is gone.</summary>
internal sealed class ForgottenGrace : Plant
{
    public override ReclaimRules TellRules(ReclaimRules rules) => rules with { UnknownGrace = TimeSpan.Zero };
}
