using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiderpool.Kubernetes.Http;

/// <summary>
/// Reads a list while it arrives, so that memory holds one serialised item at a time however long the list is (a server that
/// answers from its cache ignores the page size).
/// </summary>
internal sealed class ListReader<T>(Stream stream, JsonTypeInfo<T> type, Func<T, T>? transform) : IDisposable
{
    private readonly PooledBuffer _buffer = new(64 * 1024, ObjectReader.MaxObject);
    private readonly List<T> _items = [];
    private JsonReaderState _state;
    private ListMeta? _metadata;
    private Position _position;
    private bool _ended;

    private enum Position
    {
        BeforeObject,
        AtProperty,
        InItems,
        Done,
    }

    public async ValueTask<ObjectList<T>> ReadAsync(CancellationToken cancellationToken)
    {
        while (_position != Position.Done)
        {
            await FillAsync(cancellationToken);
            while (_position != Position.Done && Step())
            {
            }

            if (_ended && _position != Position.Done)
                throw new EndOfStreamException("the answer was cut off");
        }

        return new ObjectList<T>(_items, _metadata?.ResourceVersion ?? "",
            _metadata?.Continue is { Length: > 0 } token ? token : null, _metadata?.RemainingItemCount);
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Fills up first: each attempt to step over an incomplete item scans it from its start.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var goal = Math.Max(_buffer.Capacity - 4096, 2 * _buffer.Length);
        while (!_ended && _buffer.Length < goal)
            _ended = !await _buffer.FillAsync(stream, cancellationToken);
    }

    /// <summary>Consumes one token, or one whole value.</summary>
    /// <returns>False when more bytes are needed.</returns>
    private bool Step()
    {
        var reader = new Utf8JsonReader(_buffer.Written, _ended, _state);
        var complete = _position switch
        {
            Position.BeforeObject => TryEnter(ref reader, JsonTokenType.StartObject, Position.AtProperty),
            Position.AtProperty => TryReadProperty(ref reader),
            _ => TryReadItem(ref reader),
        };
        if (!complete)
            return false;
        _state = reader.CurrentState;
        _buffer.Consume((int)reader.BytesConsumed);
        return true;
    }

    private bool TryEnter(ref Utf8JsonReader reader, JsonTokenType expected, Position next)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType != expected)
            throw new JsonException("the answer is not a list");
        _position = next;
        return true;
    }

    private bool TryReadProperty(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _position = Position.Done;
            return true;
        }

        if (reader.ValueTextEquals("items"u8))
            return TryEnterItems(ref reader);
        if (!reader.ValueTextEquals("metadata"u8))
            return reader.TrySkip();
        if (!TryReadWhole(ref reader))
            return false;
        _metadata = JsonSerializer.Deserialize(ref reader, WireJson.Default.ListMeta);
        return true;
    }

    private bool TryEnterItems(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.StartArray)
            _position = Position.InItems;
        else if (reader.TokenType != JsonTokenType.Null)
            throw new JsonException("items of the list is no array");
        return true;
    }

    private bool TryReadItem(ref Utf8JsonReader reader)
    {
        if (!TryReadWhole(ref reader))
            return false;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _position = Position.AtProperty;
            return true;
        }

        if (JsonSerializer.Deserialize(ref reader, type) is { } item)
            _items.Add(transform is null ? item : transform(item));
        return true;
    }

    /// <summary>Reads the first token of a value, if all of the value is in the buffer.</summary>
    private static bool TryReadWhole(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        var ahead = reader;
        return ahead.TrySkip();
    }
}
