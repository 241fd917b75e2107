using System.Text.Json.Nodes;
using CsCheck;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>Valid JSON in which some values were replaced by others, hostile ones among them.</summary>
internal static class JsonMutation
{
    // No text begins with '/': a mutated path of a log file must not become a file.
    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.OneOfConst(
            "null", "true", "-1", "0", "1.5", "1e400", "2147483648", "99999999999999999999",
            "\"\"", "\"a\\nb\"", "\"\\u0000\"", "\"\\ud800\"",
            "{}", "[]", "[null]", "[[]]", "[{}]", "{\"a\":1,\"b\":{}}", "\"10.0.0.1\"", "\"10.0.0.1/24\"", "\"10.0.0.1/33\"", "\"::/0\"",
            "\"::ffff:1.2.3.4/96\"", "\"fe80::1%eth0\"", "\"0.0.0.0/0\"", "\"1.1.0\"", "\"0.3.0\"", "\"\\u202e\"", "\"cni-test0\""),
        Gen.Int[0, 5000].Select(length => $"\"{new string('x', length)}\""),
        Gen.Int[1, 70].Select(depth => new string('[', depth) + new string(']', depth)),
        Gen.Char.AlphaNumeric.Array[0, 8].Select(chars => $"\"{new string(chars)}\""));

    /// <param name="json">An object.</param>
    /// <param name="spared">Keys whose values stay.</param>
    public static Gen<string> Of(string json, params string[] spared) =>
        Gen.Select(Gen.Int[0, 1000], Value).Array[1, 3].Select(changes => Change(json, changes, spared));

    private static string Change(string json, (int Place, string Value)[] changes, string[] spared)
    {
        var root = JsonNode.Parse(json)!;
        for (var i = 0; i < changes.Length; i++)
        {
            var places = new List<Action<string>>();
            Collect(root, places, spared);
            places[changes[i].Place % places.Count](HoleOf(i));
        }
        var text = root.ToJsonString();
        // Some values are no JSON that a node could hold.
        for (var i = 0; i < changes.Length; i++) text = text.Replace($"\"{HoleOf(i)}\"", changes[i].Value, StringComparison.Ordinal);
        return text;
    }

    private static string HoleOf(int i) => $"hole {i}";

    private static void Collect(JsonNode? node, List<Action<string>> places, string[] spared)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, child) in members)
                {
                    if (spared.Contains(key)) continue;
                    places.Add(hole => members[key] = hole);
                    Collect(child, places, spared);
                }
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    var at = i;
                    places.Add(hole => items[at] = hole);
                    Collect(items[i], places, spared);
                }
                break;
        }
    }
}
