namespace Spiderpool.Sandbox.Reports;

/// <param name="Name">Name of the Node object.</param>
/// <param name="Addresses">InternalIPs.</param>
/// <param name="AgentHealthy">Whether its agent answers that it can allocate.</param>
/// <param name="NetNs">Path of its network namespace, for <c>nsenter --net=PATH</c>.</param>
public sealed record NodeReport(string Name, IReadOnlyList<string> Addresses, bool AgentHealthy, string NetNs);
