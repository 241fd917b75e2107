namespace Spiderpool.Benchmarks.Ipam;

/// <summary>What is measured.</summary>
/// <param name="Kubeconfig">Any API server; null starts a sandbox one.</param>
/// <param name="Sockets">Sockets of agents that run already; empty starts this project's.</param>
/// <param name="Nodes">Names of the nodes of <paramref name="Sockets"/>, in their order.</param>
internal sealed record IpamTarget(string? Kubeconfig, string[] Sockets, string[] Nodes);
