using System.Diagnostics;
using System.Runtime.InteropServices;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Linux.Processes;

/// <summary>Processes inside network namespaces: a child is born in the namespace of the thread that starts it.</summary>
public static class NamespaceProcess
{
    // The runtime makes its signal thread when the first process is started, in the namespace of whoever starts it, and that
    // thread never ends. This makes it here, on a thread that is where this process is.
    private static readonly PosixSignalRegistration SignalThread = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => { });

    /// <param name="target">Null: the namespace of this process.</param>
    /// <param name="info">What to start.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Process Start(NetworkNamespace? target, ProcessStartInfo info)
    {
        GC.KeepAlive(SignalThread);
        return (target is null ? Process.Start(info) : target.Run(() => Process.Start(info)))
            ?? throw new InvalidOperationException($"{info.FileName} was not started");
    }
}
