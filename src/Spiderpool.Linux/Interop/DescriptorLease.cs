using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Interop;

/// <summary>Keeps a descriptor open while its number is inside a message to the kernel.</summary>
internal readonly ref struct DescriptorLease
{
    private readonly SafeHandle? _handle;

    public DescriptorLease(SafeHandle? handle)
    {
        if (handle is null) return;
        var added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
    }

    /// <summary>The number, or -1 if there is no descriptor.</summary>
    public int Number => _handle is null ? -1 : (int)_handle.DangerousGetHandle();

    public void Dispose() => _handle?.DangerousRelease();
}
