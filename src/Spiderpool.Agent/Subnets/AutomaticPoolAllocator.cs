using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Configuration;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Subnets;

/// <summary>
/// ADD of pods whose application has automatic pools: when none has an address for the pod, it waits until one changes, and tries
/// again. Between two tries nothing is held, so that a DEL of the pod is not kept waiting.
/// </summary>
internal sealed class AutomaticPoolAllocator(Allocator allocator, ApplicationPools pools, AgentOptions options, TimeProvider time)
{
    // So that the reason arrives, and not that the request's time is over.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    /// <exception cref="ReasonException">As of <see cref="Allocator.AllocateAsync"/>, or why the pool did not come.</exception>
    public async Task<IpamAddResponse> AllocateAsync(IpamAddArgs args, CancellationToken cancellationToken)
    {
        var longest = options.RequestTimeout - Reserve;
        var patience = options.AutomaticPoolPatience < longest ? options.AutomaticPoolPatience : longest;
        using var deadline = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        AwaitedPools? awaited = null;
        while (true)
        {
            // Before the look at them, so that no change falls between.
            var seen = awaited is null ? null : pools.VersionsOf(awaited);
            try
            {
                return await allocator.AllocateAsync(args, cancellationToken);
            }
            catch (ReasonException e) when (e.Reason == Reason.AutomaticPoolPending)
            {
                try
                {
                    if (awaited is null) awaited = await pools.RequestAsync(args, either.Token);
                    else await pools.ChangedAsync(awaited, seen!, either.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    throw awaited is null ? e : await pools.WhyNotAsync(awaited, e, cancellationToken);
                }
            }
        }
    }
}
