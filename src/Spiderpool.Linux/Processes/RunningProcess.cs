using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Processes;

/// <summary>
/// A descriptor of one process, which need not be a child (pidfd_open(2)). Signals and waits can not hit a later
/// process that got the same number.
/// </summary>
public sealed class RunningProcess : IDisposable
{
    private readonly SafeDescriptor _descriptor;

    private RunningProcess(SafeDescriptor descriptor, ProcessIdentity identity) =>
        (_descriptor, Identity) = (descriptor, identity);

    public ProcessIdentity Identity { get; }

    /// <summary>Opens the process of that identity; null if it has ended.</summary>
    /// <exception cref="SystemCallException">The kernel gives no descriptor for a process that runs.</exception>
    public static RunningProcess? TryOpen(ProcessIdentity identity)
    {
        if (!identity.IsRunning) return null;
        var descriptor = Libc.OpenProcess(identity.Pid);
        if (descriptor.IsInvalid && Libc.LastError is not Errno.ESRCH)
            throw SystemCallException.FromLastError($"open process {identity.Pid}");
        // The number may have been given to another process before the open, so the identity is checked after it.
        if (!descriptor.IsInvalid && identity.IsRunning) return new RunningProcess(descriptor, identity);
        descriptor.Dispose();
        return null;
    }

    /// <summary>Asks the process to end (SIGTERM). Succeeds if it has ended.</summary>
    public void Terminate() => Send(15);

    /// <summary>Ends the process (SIGKILL). Succeeds if it has ended.</summary>
    public void Kill() => Send(9);

    /// <summary>Waits until the process has ended; false after the time.</summary>
    public bool WaitForExit(TimeSpan timeout)
    {
        var deadline = new Deadline(TimeProvider.System, timeout);
        do
        {
            if (Libc.WaitReadable(_descriptor, deadline.PollMilliseconds)) return true;
        }
        while (!deadline.Passed);
        return false;
    }

    public void Dispose() => _descriptor.Dispose();

    private void Send(int signal)
    {
        if (Libc.SendSignal(_descriptor, signal) < 0 && Libc.LastError != Errno.ESRCH)
            throw SystemCallException.FromLastError($"send signal {signal} to process {Identity.Pid}");
    }
}
