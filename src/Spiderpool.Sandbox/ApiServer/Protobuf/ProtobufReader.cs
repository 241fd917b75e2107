using System.Buffers.Binary;
using System.Text;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Protobuf;

/// <summary>Walks over the fields of one message.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Value of a scalar field: as it is for integers, the bits for fixed ones.</summary>
    public ulong Number { get; private set; }

    /// <summary>Content of a field with a length: a message, a string or bytes.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    public bool HasContent { get; private set; }

    /// <exception cref="ApiException">400 when the message is not well formed.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        HasContent = (tag & 7) == 2;
        switch (tag & 7)
        {
            case 0:
                Number = ReadVarint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Content = Take((int)Math.Min(ReadVarint(), int.MaxValue));
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    public static string Text(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(content);

    public static ApiException Malformed() => ApiErrors.BadRequest("the body is not a well-formed protobuf message");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Malformed();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw Malformed();
    }
}
