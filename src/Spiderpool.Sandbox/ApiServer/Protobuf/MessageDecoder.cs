using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Protobuf;

/// <summary>Messages of built-in types to the JSON that the same Go struct would give.</summary>
internal static class MessageDecoder
{
    private const int MaxDepth = 100;

    /// <param name="target">Gets the fields; unknown ones are left out.</param>
    public static void Decode(ReadOnlySpan<byte> message, TypeDescription type, JsonObject target) =>
        Decode(message, [.. type.Fields.Where(field => !field.Numbers.IsEmpty).Select(field => (field, 0))], target, 0);

    /// <param name="fields">Those that may be in the message, each with the place in its way that the message stands for.</param>
    private static void Decode(
        ReadOnlySpan<byte> message, (FieldDescription Field, int Step)[] fields, JsonObject target, int depth)
    {
        if (depth > MaxDepth)
            throw ProtobufReader.Malformed();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            var number = reader.Field;
            var candidates = Array.FindAll(fields, item => item.Field.Numbers[item.Step] == number);
            if (candidates.Length == 0)
                continue;
            var (field, step) = candidates[0];
            if (step < field.Numbers.Length - 1)
                Decode(reader.Content, Array.ConvertAll(candidates, item => (item.Field, item.Step + 1)), target, depth + 1);
            else
                Add(ref reader, field, target, depth);
        }
    }

    private static void Add(ref ProtobufReader reader, FieldDescription field, JsonObject target, int depth)
    {
        var type = field.Type;
        if (type.Wrapper.StartsWith("[]", StringComparison.Ordinal))
        {
            if (target[field.Name] is not JsonArray list)
                target[field.Name] = list = [];
            AddItems(ref reader, type.Item(), list, depth);
        }
        else if (type.Wrapper.StartsWith("{}", StringComparison.Ordinal))
        {
            AddEntry(reader.Content, type.Item(), target.Ensure(field.Name), depth);
        }
        else if (Value(ref reader, type, depth) is { } value && !(field.OmitsZero && ScalarValue.IsZero(value)))
        {
            target[field.Name] = value;
        }
    }

    private static void AddItems(ref ProtobufReader reader, TypeReference type, JsonArray list, int depth)
    {
        if (!reader.HasContent || type.Name is not ("int32" or "int64" or "boolean"))
        {
            list.Add(Value(ref reader, type, depth));
            return;
        }

        // Numbers may also come packed: one after the other, without tags.
        var packed = new List<byte>();
        foreach (var next in reader.Content)
        {
            packed.Add(next);
            if (next >= 0x80)
                continue;
            var number = new ProtobufReader([8, .. packed]);
            number.Next();
            list.Add(ScalarValue.Of(ref number, type.Name));
            packed.Clear();
        }
    }

    private static void AddEntry(ReadOnlySpan<byte> entry, TypeReference type, JsonObject map, int depth)
    {
        var key = "";
        JsonNode? value = null;
        var reader = new ProtobufReader(entry);
        while (reader.Next())
        {
            if (reader.Field == 1)
                key = ProtobufReader.Text(reader.Content);
            else if (reader.Field == 2)
                value = type.Wrapper.Length == 0 ? Value(ref reader, type, depth) : Texts(reader.Content);
        }

        map[key] = value;
    }

    /// <summary>A list as a map's value is a message with the items in field 1.</summary>
    private static JsonArray Texts(ReadOnlySpan<byte> message)
    {
        var list = new JsonArray();
        var reader = new ProtobufReader(message);
        while (reader.Next())
            list.Add(ProtobufReader.Text(reader.Content));
        return list;
    }

    private static JsonNode? Value(ref ProtobufReader reader, TypeReference type, int depth)
    {
        if (TypeCatalogue.Instance.Find(type) is not { } inner)
            return ScalarValue.Of(ref reader, type.Name);
        var target = new JsonObject();
        Decode(reader.Content, [.. inner.Fields.Where(field => !field.Numbers.IsEmpty).Select(field => (field, 0))], target, depth + 1);
        return target;
    }
}
