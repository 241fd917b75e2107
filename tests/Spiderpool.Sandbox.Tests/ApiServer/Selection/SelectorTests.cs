namespace Spiderpool.Sandbox.Tests.ApiServer.Selection;

/// <summary>Selectors by label and by field, in lists of config maps.</summary>
[Trait("Category", "ApiServer")]
public sealed class SelectorTests(SelectedMaps maps) : IClassFixture<SelectedMaps>
{
    [Theory]
    [InlineData("app=web", "a b")]
    [InlineData("app==web", "a b")]
    [InlineData("app = web , tier = front", "a")]
    [InlineData("app!=web", "c d e")]
    [InlineData("app", "a b c e")]
    [InlineData("!app", "d")]
    [InlineData("! app", "d")]
    [InlineData("app in (web,db)", "a b c")]
    [InlineData("app in ( db )", "c")]
    [InlineData("app notin (web,db)", "d e")]
    [InlineData("app in ()", "e")]
    [InlineData("app=", "e")]
    [InlineData("app!=", "a b c d")]
    [InlineData("app in (web,),tier notin (front)", "b e")]
    [InlineData("size>5", "c")]
    [InlineData("size<5", "a")]
    [InlineData("size>5,size<3", "")]
    [InlineData("example.com/kind=x", "d")]
    [InlineData("in=x", "d")]
    public async Task A_label_selector_selects(string selector, string expected) =>
        Assert.Equal(expected, await maps.NamesAsync($"labelSelector={Uri.EscapeDataString(selector)}"));

    [Theory]
    [InlineData("app=web=db")]
    [InlineData("=web")]
    [InlineData("app in web")]
    [InlineData("app in (web")]
    [InlineData("app in web)")]
    [InlineData("app web")]
    [InlineData("app=web,")]
    [InlineData("a,,b")]
    [InlineData("!app=web")]
    [InlineData("size>five")]
    [InlineData("-app=web")]
    [InlineData("app=web!")]
    [InlineData("a/b/c=d")]
    [InlineData("(app)")]
    [InlineData("app=a b")]
    public async Task A_label_selector_that_cannot_be_read_is_a_bad_request(string selector)
    {
        var answer = await maps.ListAsync($"labelSelector={Uri.EscapeDataString(selector)}");
        Assert.Equal((400, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Matches("expected: |[Ii]nvalid |must be an integer", answer.Message);
    }

    [Theory]
    [InlineData("metadata.name=a", "a")]
    [InlineData("metadata.name==a", "a")]
    [InlineData("metadata.name!=a", "b c d e")]
    [InlineData("metadata.name!=a,metadata.name!=b", "c d e")]
    [InlineData("metadata.name=a,metadata.name=b", "")]
    [InlineData("metadata.name=a\\,b", "")]
    [InlineData("metadata.namespace=other", "")]
    public async Task A_field_selector_selects(string selector, string expected) =>
        Assert.Equal(expected, await maps.NamesAsync($"fieldSelector={Uri.EscapeDataString(selector)}"));

    [Theory]
    [InlineData("metadata.name")]
    [InlineData("data.k=v")]
    [InlineData("metadata.name=a\\b")]
    public async Task A_field_selector_that_cannot_be_served_is_a_bad_request(string selector) =>
        Assert.Equal(400, (await maps.ListAsync($"fieldSelector={Uri.EscapeDataString(selector)}")).Code);
}
