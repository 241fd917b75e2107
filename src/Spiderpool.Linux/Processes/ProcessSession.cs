using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Processes;

/// <summary>The calling process's session.</summary>
public static class ProcessSession
{
    /// <summary>
    /// Makes the calling process the leader of a session of its own, without a terminal: it outlives its starter's
    /// terminal, and signals from there (Ctrl-C) do not reach it (setsid(2)).
    /// </summary>
    /// <exception cref="SystemCallException">It leads a process group already (EPERM).</exception>
    public static void Detach()
    {
        if (Libc.SetSession() < 0) throw SystemCallException.FromLastError("start a session");
    }
}
