using System.Globalization;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>RFC 6902 with the pointers of RFC 6901.</summary>
internal static class JsonPatch
{
    private const int MaxOperations = 10_000;

    /// <summary>What all copies of a patch may add, so that copies of copies cannot grow without end.</summary>
    private const int MaxCopiedBytes = 3 * 1024 * 1024;

    /// <exception cref="ApiException">422 when an operation cannot be done.</exception>
    public static JsonObject Apply(JsonObject current, JsonArray operations)
    {
        if (operations.Count > MaxOperations)
            throw ApiErrors.BadRequest($"a JSON patch may have at most {MaxOperations} operations");
        JsonNode? root = current.DeepClone();
        var copied = 0;
        foreach (var operation in operations)
        {
            if (operation.Text("op") == "copy")
                copied += JsonText.Serialize(Get(root, Pointer(operation, "from"))).Length;
            if (copied > MaxCopiedBytes)
                throw Failed($"the copies of the patch add more than {MaxCopiedBytes} bytes");
            root = Apply(root, operation);
        }

        return root as JsonObject ?? throw Failed("the patch replaces the object by something else");
    }

    private static JsonNode? Apply(JsonNode? root, JsonNode? operation)
    {
        var path = Pointer(operation, "path");
        switch (operation.Text("op"))
        {
            case "add":
                return Add(root, path, operation.Member("value")?.DeepClone());
            case "remove":
                Remove(root, path);
                return root;
            case "replace":
                _ = Get(root, path);
                if (path.Length == 0)
                    return operation.Member("value")?.DeepClone();
                Remove(root, path);
                return Add(root, path, operation.Member("value")?.DeepClone());
            case "move":
                var from = Pointer(operation, "from");
                var moved = Get(root, from)?.DeepClone();
                Remove(root, from);
                return Add(root, path, moved);
            case "copy":
                return Add(root, path, Get(root, Pointer(operation, "from"))?.DeepClone());
            case "test":
                if (!JsonEquality.Equal(Get(root, path), operation.Member("value")))
                    throw Failed($"testing path {operation.Text("path")} failed");
                return root;
            case var other:
                throw Failed($"unknown operation \"{other}\"");
        }
    }

    private static string[] Pointer(JsonNode? operation, string member)
    {
        var text = operation.Text(member) ?? throw Failed($"an operation has no \"{member}\"");
        if (text.Length == 0)
            return [];
        return text[0] != '/'
            ? throw Failed($"the pointer \"{text}\" does not start with '/'")
            : [.. text[1..].Split('/').Select(step =>
                step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static JsonNode? Get(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(step, out var value) => value,
                JsonArray list => list[Index(list, step, list.Count - 1)],
                _ => throw Failed($"there is no \"{step}\" on the way of /{string.Join('/', path!)}"),
            };
        }

        return node;
    }

    private static JsonNode? Add(JsonNode? root, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
            return value;
        switch (Get(root, path.AsSpan(..^1)))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(list, path[^1], list.Count), value);
                break;
            default:
                throw Failed($"/{string.Join('/', path)} is below a value that has no members");
        }

        return root;
    }

    private static void Remove(JsonNode? root, string[] path)
    {
        if (path.Length == 0)
            throw Failed("the root cannot be removed");
        switch (Get(root, path.AsSpan(..^1)))
        {
            case JsonObject map when map.Remove(path[^1]):
                break;
            case JsonArray list:
                list.RemoveAt(Index(list, path[^1], list.Count - 1));
                break;
            default:
                throw Failed($"there is no /{string.Join('/', path)} to remove");
        }
    }

    private static int Index(JsonArray list, string step, int last) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw Failed($"\"{step}\" is not an index of a list of {list.Count}");

    private static ApiException Failed(string why) =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}", new JsonObject());
}
