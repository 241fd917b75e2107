using Spiderpool.Agent.Commit;
using Spiderpool.Api;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Cluster;

/// <summary>Client exceptions to what the agent's layers understand.</summary>
internal static class ApiCalls
{
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (KubernetesApiException e)
        {
            throw new ReasonException(Reason.ApiServerUnavailable, e.Message, e);
        }
    }

    public static async Task<Write<T>> WriteAsync<T>(Func<Task<T>> write) where T : class
    {
        try
        {
            return new Write<T>(WriteOutcome.Written, await write(), "");
        }
        catch (KubernetesApiException e)
        {
            return new Write<T>(OutcomeOf(e), null, e.Message);
        }
    }

    private static WriteOutcome OutcomeOf(KubernetesApiException e) => e switch
    {
        { IsConflict: true } or { IsAlreadyExists: true } => WriteOutcome.Conflict,
        { IsNotFound: true } => WriteOutcome.Gone,
        { MayHaveBeenApplied: true } => WriteOutcome.Unknown,
        { IsTransient: true } => WriteOutcome.Unavailable,
        _ => WriteOutcome.Rejected,
    };
}
