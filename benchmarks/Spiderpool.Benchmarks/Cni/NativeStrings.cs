using System.Runtime.InteropServices;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>Zero-terminated strings and arrays of them, until it is disposed.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> _allocated = [];

    public byte* Add(string text)
    {
        var pointer = Marshal.StringToCoTaskMemUTF8(text);
        _allocated.Add(pointer);
        return (byte*)pointer;
    }

    /// <returns>Pointers with a null behind the last, as <c>argv</c> and <c>environ</c> have it.</returns>
    public byte* AddArray(IEnumerable<string> texts)
    {
        nint[] pointers = [.. texts.Select(text => (nint)Add(text)), 0];
        var array = Marshal.AllocCoTaskMem(pointers.Length * sizeof(nint));
        _allocated.Add(array);
        Marshal.Copy(pointers, 0, array, pointers.Length);
        return (byte*)array;
    }

    public void Dispose()
    {
        foreach (var pointer in _allocated) Marshal.FreeCoTaskMem(pointer);
    }
}
