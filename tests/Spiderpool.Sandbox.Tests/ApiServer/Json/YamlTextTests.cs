using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.Tests.ApiServer.Json;

public class YamlTextTests
{
    [Theory]
    [InlineData("kind: [\nmetadata: one\nspec:\n- name: {")]
    [InlineData("a: b: c")]
    [InlineData("a: *b")]
    [InlineData("a: 'b")]
    [InlineData("- a")]
    [InlineData("a: 1\na: 2")]
    public void A_malformed_body_is_a_bad_request(string text) =>
        Assert.Equal(400, Assert.Throws<ApiException>(() => YamlText.ParseObject(text)).Code);
}
