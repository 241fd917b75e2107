using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Agent;

/// <summary>The agent's API (spec/ipam.md 2) as a plugin uses it. Each method is one request.</summary>
public sealed partial class AgentClient(AgentOptions options, TimeProvider time)
{
    private readonly UnixHttpClient _http = new(options.Socket, time);

    /// <exception cref="ReasonException">The agent's reason, or why it could not be asked.</exception>
    public IpamAddResponse Allocate(IpamAddArgs args) =>
        AgentAnswers.ReadAllocation(Ask("POST", AgentPaths.Ip, AgentRequests.Write(args), options.AllocationLimit));

    /// <inheritdoc cref="Allocate"/>
    public void Release(IpamDelArgs args) => Send("DELETE", AgentPaths.Ip, AgentRequests.Write(args), options.AllocationLimit);

    /// <summary>Gives all addresses of the living pod back, because they cannot be used on the network.</summary>
    /// <inheritdoc cref="Allocate"/>
    public void ReleaseAll(IpamDelArgs args) =>
        Send("DELETE", AgentPaths.Ips, AgentRequests.Write(args), options.UnusableReleaseLimit);

    /// <inheritdoc cref="Allocate"/>
    public IpamGcResponse CollectGarbage(IpamGcArgs args) =>
        AgentAnswers.ReadCollection(Ask("POST", AgentPaths.Gc, AgentRequests.Write(args), options.AllocationLimit));

    /// <inheritdoc cref="Allocate"/>
    public WorkloadEndpointStatus GetEndpoint(string podNamespace, string podName)
    {
        var query = $"podNamespace={Uri.EscapeDataString(podNamespace)}&podName={Uri.EscapeDataString(podName)}";
        return AgentAnswers.ReadEndpoint(Ask("GET", $"{AgentPaths.WorkloadEndpoint}?{query}", [], options.QueryLimit));
    }

    /// <summary>The cluster's settings of the coordinator, with what the annotations of the pod say, if it has a name.</summary>
    /// <inheritdoc cref="Allocate"/>
    public WireObject GetCoordinatorConfig(GetCoordinatorArgs args)
    {
        var answer = Send("GET", AgentPaths.CoordinatorConfig, AgentRequests.Write(args), options.QueryLimit);
        return WireObject.Parse(
            answer.Body.Span, new WireSource(Reason.CoordinatorNotReady, "the settings that the agent gives: ", "the body"));
    }

    /// <summary>Whether the agent can allocate now; returns if it can.</summary>
    /// <exception cref="ReasonException">AgentNotReady, or why the agent could not be asked.</exception>
    public void RequireHealthy()
    {
        var answer = _http.Send("GET", AgentPaths.Healthy, default, options.QueryLimit);
        if (answer.Status == 200) return;
        var failure = AgentFailure.Of(answer, $"GET {AgentPaths.Healthy}");
        throw failure.Reason == Reason.AgentNotReady
            ? failure
            : new ReasonException(Reason.AgentNotReady, $"the agent on {options.Socket} cannot allocate: {failure.Detail}", failure);
    }

    private WireObject Ask(string method, string target, byte[] body, TimeSpan limit)
    {
        var answer = Send(method, target, body, limit);
        var context = $"{method} {target}: the agent on {options.Socket} answered wrongly: ";
        return WireObject.Parse(answer.Body.Span, new WireSource(Reason.Internal, context, "the body"));
    }

    private HttpAnswer Send(string method, string target, byte[] body, TimeSpan limit)
    {
        if (body.Length > AgentPaths.MaxBodyBytes)
        {
            throw new ReasonException(Reason.BadRequest,
                $"{method} {target}: the request has {body.Length} bytes, the agent takes {AgentPaths.MaxBodyBytes}");
        }
        var answer = _http.Send(method, target, body, limit);
        return answer.Status is >= 200 and < 300 ? answer : throw AgentFailure.Of(answer, $"{method} {target}");
    }
}
