using Spiderpool.Coordination.Plan;

namespace Spiderpool.Cni.Plugin;

/// <summary>A command that can tell beforehand what it would do.</summary>
public interface IPlannedCommand : ICniCommand
{
    /// <summary>The steps that <see cref="ICniCommand.Run"/> would do now; changes nothing.</summary>
    /// <exception cref="Api.ReasonException">Why there is no plan.</exception>
    CoordinationPlan Explain(CniCall call);
}
