using Microsoft.Win32.SafeHandles;

namespace Spiderpool.Linux.Interop;

/// <summary>Owner of one file descriptor, closed exactly once.</summary>
internal sealed class SafeDescriptor : SafeHandleMinusOneIsInvalid
{
    public SafeDescriptor(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    // EINTR from close(2) on Linux means closed: a second close could hit a descriptor that another thread just got.
    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
