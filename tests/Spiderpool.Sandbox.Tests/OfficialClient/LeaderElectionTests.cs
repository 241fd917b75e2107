using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class LeaderElectionTests(ApiServerFixture server) : OfficialClientTests(server)
{
    [Fact]
    public async Task Of_two_candidates_one_leads_and_the_other_follows_when_it_is_gone()
    {
        using var firstLife = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var secondLife = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (first, firstLeads) = Candidate("first");
        var (second, secondLeads) = Candidate("second");
        using var a = first;
        using var b = second;

        var running = first.RunUntilLeadershipLostAsync(firstLife.Token);
        await firstLeads;
        var following = second.RunUntilLeadershipLostAsync(secondLife.Token);
        var lease = await Client.CoordinationV1.ReadNamespacedLeaseAsync("leader", Scope.Namespace, cancellationToken: Cancellation);

        Assert.Equal("first", lease.Spec.HolderIdentity);
        Assert.False(secondLeads.IsCompleted);
        await firstLife.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await secondLeads;
        lease = await Client.CoordinationV1.ReadNamespacedLeaseAsync("leader", Scope.Namespace, cancellationToken: Cancellation);
        Assert.Equal("second", lease.Spec.HolderIdentity);
        await secondLife.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private (LeaderElector Elector, Task Leads) Candidate(string identity)
    {
        var elector = new LeaderElector(new LeaderElectionConfig(new LeaseLock(Client, Scope.Namespace, "leader", identity))
        {
            LeaseDuration = TimeSpan.FromSeconds(2),
            RenewDeadline = TimeSpan.FromSeconds(1.5),
            RetryPeriod = TimeSpan.FromMilliseconds(200),
        });
        var leads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        elector.OnStartedLeading += () => leads.TrySetResult();
        return (elector, leads.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }
}
