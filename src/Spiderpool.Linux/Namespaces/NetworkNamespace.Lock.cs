using Spiderpool.Linux.Interop;

namespace Spiderpool.Linux.Namespaces;

public sealed partial class NetworkNamespace
{
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Takes the advisory lock of the namespace (flock(2)), which no other opener of the same namespace has meanwhile, in whatever
    /// process and by whatever path. The kernel lets it go when the process ends.
    /// </summary>
    /// <param name="patience">Longest wait for another holder.</param>
    /// <param name="time">Clock of the wait; the system's when null.</param>
    /// <returns>Gives the lock back when it is disposed.</returns>
    /// <exception cref="SystemCallException">ETIMEDOUT: another has it all the time.</exception>
    public IDisposable Lock(TimeSpan patience, TimeProvider? time = null)
    {
        var operation = $"lock network namespace {Path}";
        var deadline = new Deadline(time ?? TimeProvider.System, patience);
        while (Libc.FileLock(Descriptor, Native.LockExclusive | Native.LockNonBlocking) < 0)
        {
            if (Libc.LastError is not (Errno.EAGAIN or Errno.EINTR)) throw SystemCallException.FromLastError(operation);
            if (deadline.Passed)
                throw new SystemCallException(operation, Errno.ETIMEDOUT, $"another has had it for {patience.TotalSeconds} s");
            // flock(2) waits for ever or not at all.
            Thread.Sleep(LockInterval);
        }
        return new HeldLock(Descriptor);
    }

    private sealed class HeldLock(SafeDescriptor descriptor) : IDisposable
    {
        public void Dispose()
        {
            if (!descriptor.IsClosed) Libc.FileLock(descriptor, Native.LockRelease);
        }
    }
}
