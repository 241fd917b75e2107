using System.Text.Json.Nodes;
using CsCheck;
using Spiderpool.Sandbox.ApiServer.Patches;

namespace Spiderpool.Sandbox.Tests.ApiServer.Patches;

/// <summary>The examples of RFC 7386, appendix A, as far as both sides are objects, and its laws.</summary>
public class MergePatchTests
{
    private static readonly Gen<JsonObject> Objects = Tree(3);

    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData("""{"a":1}""", """{"a":[null,{"b":null}]}""", """{"a":[null,{"b":null}]}""")]
    public void A_patch_does_what_the_RFC_says(string current, string patch, string expected)
    {
        var before = LocalServer.Json(current);
        Assert.Equal(expected, MergePatch.Apply(before, LocalServer.Json(patch)).ToJsonString());
        Assert.Equal(current, before.ToJsonString());
    }

    [Fact]
    public void A_patch_of_the_differences_makes_the_one_object_the_other() => Gen.Select(Objects, Objects).Sample((a, b) =>
        JsonNode.DeepEquals(MergePatch.Apply(a, Difference(a, b)), b));

    [Fact]
    public void A_patch_a_second_time_changes_nothing() => Gen.Select(Objects, Objects).Sample((a, b) =>
    {
        var once = MergePatch.Apply(a, b);
        return JsonNode.DeepEquals(MergePatch.Apply(once, b), once);
    });

    private static JsonObject Difference(JsonObject a, JsonObject b)
    {
        var patch = new JsonObject();
        foreach (var name in a.Select(member => member.Key).Where(name => !b.ContainsKey(name)))
            patch[name] = null;
        foreach (var (name, value) in b)
        {
            if (a[name] is JsonObject before && value is JsonObject after)
                patch[name] = Difference(before, after);
            else if (!JsonNode.DeepEquals(a[name], value))
                patch[name] = value!.DeepClone();
        }

        return patch;
    }

    private static Gen<JsonObject> Tree(int depth)
    {
        var number = Gen.Int[0, 3].Select(value => (JsonNode)JsonValue.Create(value));
        var value = depth == 0 ? number : Gen.OneOf(number, number, Tree(depth - 1).Select(map => (JsonNode)map));
        return Gen.Dictionary(Gen.OneOfConst("a", "b", "c"), value)[0, 3]
            .Select(map => new JsonObject(map.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.DeepClone()))));
    }
}
