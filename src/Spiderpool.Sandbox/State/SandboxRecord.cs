using Spiderpool.Linux.Processes;

namespace Spiderpool.Sandbox.State;

/// <summary>What <c>sandbox.json</c> says: it marks a folder as that of a sandbox, and is the last file that goes.</summary>
public sealed record SandboxRecord
{
    /// <summary>Random; each process of this run has it in its environment (<see cref="SandboxProcesses"/>).</summary>
    public required string RunId { get; init; }

    /// <summary>The process that has API server, kubelets and controllers.</summary>
    public required ProcessIdentity Process { get; init; }

    public required int Nodes { get; init; }

    /// <summary>Port of the API server on 127.0.0.1; 0 until it is known.</summary>
    public int Port { get; init; }

    /// <summary>Bearer token, kept over restarts as the port is, so that a kubeconfig differs in the authority only.</summary>
    public required string Token { get; init; }

    /// <summary>Whether everything had started.</summary>
    public bool IsReady { get; init; }
}
