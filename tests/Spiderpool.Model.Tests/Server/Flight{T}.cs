using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Model.Tests.Scheduling;

namespace Spiderpool.Model.Tests.Server;

/// <summary>A request with a typed answer.</summary>
/// <param name="effect">What the server does.</param>
/// <param name="fail">Completes the answer as a failure; gets whether the request may have taken effect.</param>
internal sealed class Flight<T>(
    Process sender, string what, FlightFate fate, Func<T> effect, Action<TaskCompletionSource<T>, bool> fail)
    : Flight(sender, what, fate)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    protected override bool HasAnswer => _answer.Task.IsCompleted;

    public async Task<T> AnswerAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => _answer.TrySetCanceled(cancellationToken));
        return await _answer.Task;
    }

    protected override void CarryOut(Trace? trace)
    {
        _result = effect();
        trace?.Add($"    {Describe(_result)}");
    }

    protected override void Answer() => _answer.TrySetResult(_result!);

    protected override void Fail(bool mayBeStored) => fail(_answer, mayBeStored);

    private static string Describe(object? result) => result switch
    {
        null => "there is none",
        Write<SpiderIPPool> write => $"{write.Outcome} {Describe(write.Object)}",
        Write<SpiderEndpoint> write => $"{write.Outcome} {Describe(write.Object)}",
        SpiderIPPool pool => $"version {pool.Metadata.ResourceVersion} {pool.Status?.AllocatedIPs ?? "empty"}",
        SpiderEndpoint endpoint => $"version {endpoint.Metadata.ResourceVersion} {Describe(endpoint.Status?.Current)}",
        PodAllocation held => $"{held.Uid} {held.SandboxID} "
            + string.Join(", ", held.Ips.Select(ip => $"{ip.Interface}={ip.Ipv4} {ip.Ipv6}")),
        KubernetesObject other => $"version {other.Metadata.ResourceVersion} {other.Key} {other.Metadata.Uid}",
        _ => result.ToString() ?? "",
    };
}
