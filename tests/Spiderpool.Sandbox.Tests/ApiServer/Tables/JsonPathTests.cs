using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.Tests.ApiServer.Tables;

public class JsonPathTests
{
    private const string Tree = """
        {
          "a": { "b": "x", "c.d": "dotted", "e/f": "slashed" },
          "list": [ { "type": "Ready", "status": "True" }, { "type": "Synced", "status": "False", "flag": true } ],
          "numbers": [ 1, 2, 3 ]
        }
        """;

    [Theory]
    [InlineData(".a.b", "\"x\"")]
    [InlineData("{.a.b}", "\"x\"")]
    [InlineData("$.a.b", "\"x\"")]
    [InlineData(".a['b']", "\"x\"")]
    [InlineData(".a[\"b\"]", "\"x\"")]
    [InlineData(".a.c\\.d", "\"dotted\"")]
    [InlineData(".a['c\\.d']", "\"dotted\"")]
    [InlineData(".a['e/f']", "\"slashed\"")]
    [InlineData(".numbers[0]", "1")]
    [InlineData(".numbers[-1]", "3")]
    [InlineData(".numbers[5]", "")]
    [InlineData(".numbers[*]", "1 2 3")]
    [InlineData(".numbers", "[1,2,3]")]
    [InlineData(".list[*].type", "\"Ready\" \"Synced\"")]
    [InlineData(".list[?(@.type==\"Ready\")].status", "\"True\"")]
    [InlineData(".list[?(@.type=='Ready')].status", "\"True\"")]
    [InlineData(".list[?(@.type == \"Synced\")].status", "\"False\"")]
    [InlineData(".list[?(@.type!=\"Ready\")].type", "\"Synced\"")]
    [InlineData(".list[?(@.flag)].type", "\"Synced\"")]
    [InlineData(".list[?(@.flag==true)].type", "\"Synced\"")]
    [InlineData(".list[?(@['type']==\"Ready\")].status", "\"True\"")]
    [InlineData(".list[?(@.type==\"a]b\")].status", "")]
    [InlineData(".missing.b", "")]
    [InlineData(".a.b.c", "")]
    public void A_path_finds_what_is_there(string path, string found) => Assert.Equal(found,
        string.Join(' ', JsonPath.Parse(path).Find(LocalServer.Json(Tree)).Select(node => node!.ToJsonString())));

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData(".a[")]
    [InlineData(".a[b]")]
    [InlineData(".a[]")]
    [InlineData(".a['b'")]
    [InlineData(".a]")]
    public void A_path_that_cannot_be_read_is_refused(string path) => Assert.Throws<FormatException>(() => JsonPath.Parse(path));
}
