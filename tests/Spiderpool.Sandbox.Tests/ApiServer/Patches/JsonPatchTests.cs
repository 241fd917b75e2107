using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Patches;

namespace Spiderpool.Sandbox.Tests.ApiServer.Patches;

/// <summary>The examples of RFC 6902, appendix A, and the edges around them.</summary>
public class JsonPatchTests
{
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"foo":["bar","baz"]}""",
        """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""",
        """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""",
        """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""",
        """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""",
        """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"baz":"qux","foo":["a",2,"c"]}""",
        """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""",
        """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("""{"foo":["bar"]}""",
        """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"a":{"b":[1]}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"add","path":"/c/b/0","value":0}]""",
        """{"a":{"b":[1]},"c":{"b":[0,1]}}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a/b":{"":1}}""", """[{"op":"replace","path":"/a~1b/","value":null}]""", """{"a/b":{"":null}}""")]
    [InlineData("""{"a":1.0}""", """[{"op":"test","path":"/a","value":1}]""", """{"a":1.0}""")]
    public void An_operation_does_what_the_RFC_says(string current, string patch, string expected)
    {
        var before = LocalServer.Json(current);
        var after = JsonPatch.Apply(before, JsonNode.Parse(patch)!.AsArray());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), after), after.ToJsonString());
        Assert.Equal(current, before.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/baz","value":"bar"}]""")]
    [InlineData("""[{"op":"test","path":"/foo","value":"10"}]""")]
    [InlineData("""[{"op":"add","path":"/nothing/b","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/foo/b","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/3","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/-1","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/x","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/nothing"}]""")]
    [InlineData("""[{"op":"remove","path":"/list/2"}]""")]
    [InlineData("""[{"op":"remove","path":"/list/-"}]""")]
    [InlineData("""[{"op":"remove","path":""}]""")]
    [InlineData("""[{"op":"replace","path":"/nothing","value":1}]""")]
    [InlineData("""[{"op":"replace","path":"","value":1}]""")]
    [InlineData("""[{"op":"move","from":"/nothing","path":"/a"}]""")]
    [InlineData("""[{"op":"move","from":"/map","path":"/map/inside"}]""")]
    [InlineData("""[{"op":"copy","path":"/a"}]""")]
    [InlineData("""[{"op":"add","value":1}]""")]
    [InlineData("""[{"op":"add","path":"no-slash","value":1}]""")]
    [InlineData("""[{"op":"frobnicate","path":"/foo"}]""")]
    [InlineData("""[{"path":"/foo"}]""")]
    [InlineData("""["add"]""")]
    public void An_operation_that_cannot_be_done_is_an_invalid_patch(string patch)
    {
        var error = Assert.Throws<ApiException>(() => JsonPatch.Apply(
            LocalServer.Json("""{"foo":10,"list":[1,2],"map":{}}"""), JsonNode.Parse(patch)!.AsArray()));
        Assert.Equal((422, "Invalid"), (error.Code, error.Reason));
    }

    [Fact]
    public void Copies_of_copies_are_cut_off()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, 60).Select(_ => (JsonNode)new JsonObject
        {
            ["op"] = "copy",
            ["from"] = "/a",
            ["path"] = "/a/-",
        })]);
        var error = Assert.Throws<ApiException>(() => JsonPatch.Apply(LocalServer.Json("""{"a":["0123456789"]}"""), patch));
        Assert.Contains("the copies of the patch add more than 3145728 bytes", error.Message);
    }

    [Fact]
    public void Too_many_operations_are_refused()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, 10_001).Select(_ => new JsonObject())]);
        Assert.Equal(400, Assert.Throws<ApiException>(() => JsonPatch.Apply([], patch)).Code);
    }
}
