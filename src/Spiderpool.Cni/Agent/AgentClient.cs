using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Cni.Agent;

/// <summary>The agent's API (spec/ipam.md 2) as a plugin uses it. Each method is one request.</summary>
public sealed class AgentClient(AgentOptions options, TimeProvider time)
{
    private readonly UnixHttpClient _http = new(options.Socket, time);

    /// <exception cref="ReasonException">The agent's reason, or why it could not be asked.</exception>
    public IpamAddResponse Allocate(IpamAddArgs args) =>
        Ask("POST", AgentPaths.Ip, Body(args, ApiJson.Default.IpamAddArgs), ApiJson.Default.IpamAddResponse, options.AllocationLimit);

    /// <inheritdoc cref="Allocate"/>
    public void Release(IpamDelArgs args) =>
        Send("DELETE", AgentPaths.Ip, Body(args, ApiJson.Default.IpamDelArgs), options.AllocationLimit);

    /// <summary>Gives all addresses of the pod back because another host uses one of them.</summary>
    /// <inheritdoc cref="Allocate"/>
    public void ReleaseConflict(IpamDelArgs args) => Send("DELETE", AgentPaths.Ips,
        Body(args with { IsReleaseConflictIPs = true }, ApiJson.Default.IpamDelArgs), options.ConflictReleaseLimit);

    /// <inheritdoc cref="Allocate"/>
    public IpamGcResponse CollectGarbage(IpamGcArgs args) =>
        Ask("POST", AgentPaths.Gc, Body(args, ApiJson.Default.IpamGcArgs), ApiJson.Default.IpamGcResponse, options.AllocationLimit);

    /// <inheritdoc cref="Allocate"/>
    public WorkloadEndpointStatus GetEndpoint(string podNamespace, string podName) =>
        Ask("GET",
            $"{AgentPaths.WorkloadEndpoint}?podNamespace={Uri.EscapeDataString(podNamespace)}&podName={Uri.EscapeDataString(podName)}",
            default, ApiJson.Default.WorkloadEndpointStatus, options.QueryLimit);

    /// <summary>Whether the agent can allocate now; returns if it can.</summary>
    /// <exception cref="ReasonException">AgentNotReady, or why the agent could not be asked.</exception>
    public void RequireHealthy()
    {
        var answer = _http.Send("GET", AgentPaths.Healthy, default, options.QueryLimit);
        if (answer.Status != 200)
        {
            throw new ReasonException(Reason.AgentNotReady,
                $"the agent on {options.Socket} answers {answer.Status} to {AgentPaths.Healthy}: it cannot allocate");
        }
    }

    private T Ask<T>(string method, string target, byte[]? body, JsonTypeInfo<T> type, TimeSpan limit)
    {
        var answer = Send(method, target, body, limit);
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new ReasonException(Reason.Internal,
                $"{method} {target}: the agent on {options.Socket} answered no {typeof(T).Name}: {Excerpt.Of(e.Message)}", e);
        }
    }

    private HttpAnswer Send(string method, string target, byte[]? body, TimeSpan limit)
    {
        if (body?.Length > AgentPaths.MaxBodyBytes)
        {
            throw new ReasonException(Reason.BadRequest,
                $"{method} {target}: the request has {body.Length} bytes, the agent takes {AgentPaths.MaxBodyBytes}");
        }
        var answer = _http.Send(method, target, body, limit);
        return answer.Status is >= 200 and < 300 ? answer : throw AgentFailure.Of(answer, $"{method} {target}");
    }

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
