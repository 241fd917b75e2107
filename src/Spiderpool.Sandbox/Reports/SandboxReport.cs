namespace Spiderpool.Sandbox.Reports;

/// <summary>What <c>status</c> shows.</summary>
public sealed record SandboxReport
{
    /// <summary>Absent, Stopped, Starting or Running.</summary>
    public required string State { get; init; }

    public required string StateFolder { get; init; }

    /// <summary>Process of API server, kubelets and controllers; null unless it runs.</summary>
    public int? Pid { get; init; }

    public string? Server { get; init; }

    public string? Kubeconfig { get; init; }

    public IReadOnlyList<NodeReport> Nodes { get; init; } = [];

    public IReadOnlyList<PodReport> Pods { get; init; } = [];

    public IReadOnlyList<PoolReport> Pools { get; init; } = [];
}
