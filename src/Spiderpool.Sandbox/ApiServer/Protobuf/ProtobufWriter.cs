using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Spiderpool.Sandbox.ApiServer.Protobuf;

/// <summary>The wire format of protocol buffers, as far as OpenAPI documents need it.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Text(int field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Bytes(field, Encoding.UTF8.GetBytes(value));
    }

    public void Flag(int field, bool value)
    {
        if (!value)
            return;
        Tag(field, Varint);
        Number(1);
    }

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
    }

    public void Real(int field, double value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(sizeof(double)), value);
        _buffer.Advance(sizeof(double));
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner._buffer.WrittenSpan);
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthDelimited);
        Number((ulong)value.Length);
        _buffer.Write(value);
    }

    private void Tag(int field, int wireType) => Number((ulong)(field << 3 | wireType));

    private void Number(ulong value)
    {
        var target = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        _buffer.Advance(length);
    }
}
