using Spiderpool.Agent.Coordinators;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests;

/// <summary>A SpiderCoordinator, or none, that a test sets.</summary>
internal sealed class KnownCoordinator(SpiderCoordinator? coordinator) : ICoordinatorView
{
    public SpiderCoordinator? Coordinator => coordinator;
}
