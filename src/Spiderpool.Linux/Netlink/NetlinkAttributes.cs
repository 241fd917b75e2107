using System.Runtime.InteropServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>
/// Walks over the attributes in a span: <c>foreach (var attribute in new NetlinkAttributes(span))</c>. It stops at the
/// first attribute that does not fit, so malformed input ends the walk and never throws.
/// </summary>
/// <param name="data">Attributes, each 4 bytes of length and type, then its value, padded to 4 bytes.</param>
public ref struct NetlinkAttributes(ReadOnlySpan<byte> data)
{
    private const int HeaderSize = 4;

    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The attribute under the cursor.</summary>
    public NetlinkAttribute Current { get; private set; }

    public readonly NetlinkAttributes GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.Length < HeaderSize) return false;
        var length = MemoryMarshal.Read<ushort>(_rest);
        if (length < HeaderSize || length > _rest.Length) return false;
        Current = new NetlinkAttribute(MemoryMarshal.Read<ushort>(_rest[2..]), _rest[HeaderSize..length]);
        _rest = _rest[Math.Min(length + 3 & -4, _rest.Length)..];
        return true;
    }

    /// <summary>Value of the first attribute of the type; false if there is none.</summary>
    public readonly bool TryGet(ushort type, out NetlinkAttribute attribute)
    {
        foreach (var candidate in this)
        {
            if (candidate.Type != type) continue;
            attribute = candidate;
            return true;
        }
        attribute = default;
        return false;
    }
}
