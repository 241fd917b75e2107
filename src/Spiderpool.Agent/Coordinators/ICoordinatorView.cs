using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Coordinators;

/// <summary>The cluster's SpiderCoordinator.</summary>
internal interface ICoordinatorView
{
    /// <summary>As last seen: the one named default, else the first by name; null if there is none.</summary>
    /// <exception cref="Api.ReasonException">AgentNotReady: not seen yet.</exception>
    SpiderCoordinator? Coordinator { get; }
}
