using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Cluster;

/// <summary>A leader task that works off a queue.</summary>
internal interface IReconciler : ILeaderTask
{
    /// <summary>What its queue holds and has done in all terms.</summary>
    WorkQueueStatistics Work { get; }
}
