using System.Globalization;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Spiderpool.Sandbox.ApiServer.Json;

/// <summary>YAML 1.2 core schema to JSON trees, for request bodies in YAML (server-side apply sends them).</summary>
internal static class YamlText
{
    private const int MaxDepth = 200;

    /// <exception cref="ApiException">400 when the text is not YAML, has aliases, or is nested too deep.</exception>
    public static JsonObject ParseObject(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return Read(parser, 0) as JsonObject ?? throw ApiErrors.BadRequest("the YAML body is not a mapping");
        }
        // The scanner gives up on some malformed texts, such as a list without an end, by the second.
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            throw ApiErrors.BadRequest($"the body is not valid YAML: {e.Message}");
        }
    }

    private static JsonNode? Read(Parser parser, int depth)
    {
        if (depth > MaxDepth)
            throw ApiErrors.BadRequest($"the YAML body is nested deeper than {MaxDepth} levels");
        if (parser.TryConsume<Scalar>(out var scalar))
            return ReadScalar(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Read(parser, depth + 1));
            return list;
        }

        if (!parser.TryConsume<MappingStart>(out _))
            throw ApiErrors.BadRequest("YAML aliases are not supported in request bodies");
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            if (!map.TryAdd(key, Read(parser, depth + 1)))
                throw ApiErrors.BadRequest($"the YAML body has the key \"{key}\" twice in one mapping");
        }

        return map;
    }

    private static JsonValue? ReadScalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (!scalar.IsPlainImplicit || scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return JsonValue.Create(integer);
        return char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? JsonValue.Create(real)
            : JsonValue.Create(text);
    }
}
