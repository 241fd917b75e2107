using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Leadership;

internal sealed class LeaderFence(LeaderElector elector) : ILeaderFence
{
    public void ThrowIfNotLeader()
    {
        if (!elector.IsLeader()) throw new OperationCanceledException("this replica does not lead any more");
    }
}
