using Spiderpool.Api.Crds;
using Spiderpool.Ipam;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;

namespace Spiderpool.Subnets;

/// <summary>
/// Makes the automatic pools of a group what they should be: asks the plan for the next write, makes it, asks again. Any number may
/// work on one group or one subnet at a time, in any processes.
/// </summary>
/// <param name="client">Where to write.</param>
/// <param name="pools">All pools.</param>
/// <param name="reserved">Addresses that nobody gets.</param>
/// <param name="subnets">Where subnets are read.</param>
/// <param name="locks">Shared by all that write subnets in this process.</param>
/// <param name="beforeWrite">Asked before each write; it throws when this process may not write any more.</param>
/// <param name="time">Clock of the pauses.</param>
public sealed partial class AutomaticPools(
    KubernetesClient client, Informer<SpiderIPPool> pools, Informer<SpiderReservedIP> reserved, ISubnetSource subnets, SubnetLocks locks,
    Action beforeWrite, TimeProvider time)
{
    /// <summary>Webhooks of other replicas see a subnet a moment later than its writer.</summary>
    private const int MaxRefusals = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until nothing is left to do, or nothing can be done now.</summary>
    /// <param name="group">What is wanted.</param>
    /// <param name="applied">Told of each write that was made.</param>
    /// <param name="cancellationToken">Ends it at any write; the next call goes on there.</param>
    /// <returns><see cref="PoolStep.Done"/> or <see cref="PoolStep.Blocked"/>.</returns>
    /// <exception cref="KubernetesApiException">The API server does not answer, or refuses a write again and again.</exception>
    public async Task<PoolStep> SettleAsync(PoolGroup group, Action<PoolStep> applied, CancellationToken cancellationToken)
    {
        var (pause, refusals) = (FirstPause, 0);
        while (true)
        {
            try
            {
                var step = await NextAsync(group, cancellationToken);
                if (step is PoolStep.WriteSubnet write) step = await WriteSubnetAsync(group, write, cancellationToken);
                else await ApplyAsync(step, cancellationToken);
                applied(step);
                if (step is PoolStep.Done or PoolStep.Blocked) return step;
                pause = FirstPause;
            }
            catch (KubernetesApiException e) when (IsLostRace(e) || (IsRefused(e) && ++refusals < MaxRefusals))
            {
                await Task.Delay(pause * (1 + Random.Shared.NextDouble()), time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task<PoolStep> NextAsync(PoolGroup group, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SpiderSubnet?>();
        foreach (var name in group.Subnets) found[name] = await subnets.FindAsync(name, cancellationToken);
        return GroupPlan.Next(group, name => found[name], pools.Snapshot(), new ReservedRanges(reserved.Snapshot()));
    }

    private static bool IsLostRace(KubernetesApiException e) => e.IsConflict || e.IsAlreadyExists;

    private static bool IsRefused(KubernetesApiException e) => e.StatusCode is System.Net.HttpStatusCode.UnprocessableEntity;
}
