namespace Spiderpool.Cni.MultiNetwork;

/// <summary>The networks of a pod as the agent tells them (<see cref="Api.AgentApi.PodNetworks"/>).</summary>
/// <param name="Default">Network of the first interface; null for that of the node.</param>
/// <param name="Additional">Networks of the further interfaces, in their order.</param>
public sealed record DelegateRequests(DelegateRequest? Default, IReadOnlyList<DelegateRequest> Additional);
