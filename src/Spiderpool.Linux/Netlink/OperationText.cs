using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Spiderpool.Linux.Netlink;

/// <summary>Text of an operation that is evaluated only if the operation failed, so that success allocates nothing.</summary>
[InterpolatedStringHandler]
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct OperationText
{
    private DefaultInterpolatedStringHandler _text;

    public OperationText(int literalLength, int formattedCount, NetlinkResult result, out bool enabled)
    {
        enabled = result.Failed;
        if (enabled) _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    internal string ToStringAndClear() => _text.ToStringAndClear();
}
