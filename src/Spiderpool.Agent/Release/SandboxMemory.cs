namespace Spiderpool.Agent.Release;

/// <summary>
/// What this process has seen of sandboxes, for calls that are late: a runtime may have given them up, and they are worked on
/// only after later ones. Such a call dies with the process, so this need not outlive it either. The latest few thousand.
/// </summary>
public sealed class SandboxMemory
{
    private readonly RecentKeys<bool> _ended = new();
    private readonly RecentKeys<string> _latest = new();
    private readonly RecentKeys<string> _machines = new();

    /// <summary>A sandbox asks for addresses of a pod, and has had no DEL.</summary>
    public void Begin(string podUid, string sandboxID)
    {
        lock (_ended) _latest.Set(podUid, sandboxID);
    }

    /// <summary>A virtual machine runs in the pod.</summary>
    public void Runs(string podUid, string machine)
    {
        lock (_ended) _machines.Set(podUid, machine);
    }

    /// <summary>Name of the virtual machine that asked for addresses from the pod; null when none is known.</summary>
    public string? MachineOf(string podUid)
    {
        lock (_ended) return _machines.TryGet(podUid, out var machine) ? machine : null;
    }

    /// <param name="id">Container ID of a sandbox that had a DEL, or UID of a pod that is not alive any more.</param>
    public void End(string id)
    {
        if (id.Length == 0) return;
        lock (_ended) _ended.Set(id, true);
    }

    public bool HasEnded(string id)
    {
        lock (_ended) return _ended.TryGet(id, out _);
    }

    /// <summary>The sandbox of the pod that asked last, unless it has had its DEL.</summary>
    public string? PresentOf(string podUid)
    {
        lock (_ended) return _latest.TryGet(podUid, out var sandbox) && !_ended.TryGet(sandbox, out _) ? sandbox : null;
    }
}
