using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class NetConfTests
{
    private const string Versions = "0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0";

    [Fact]
    public void A_configuration_is_read_with_all_its_keys()
    {
        var conf = Parse("""{"cniVersion":"1.0.0","name":"lan.10_a-b","type":"macvlan","x":{"y":[1]},"args":null}""");

        Assert.Equal("lan.10_a-b", conf.Name);
        Assert.Same(CniVersion.V100, conf.Version);
        Assert.Null(conf.ReadPrevResult());
        Assert.Null(conf.ReadValidAttachments());
        Assert.NotNull(conf.Root.Object("x"));
        Assert.Equal(["x"], conf.Root.UnknownKeys(["cniVersion", "name", "type"]));
    }

    [Theory]
    [InlineData("0.3.0")]
    [InlineData("0.3.1")]
    [InlineData("0.4.0")]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    public void Each_supported_version_is_taken(string version) =>
        Assert.Equal(version, Parse($$"""{"cniVersion":"{{version}}","name":"n"}""").Version.ToString());

    [Theory]
    [InlineData("\"0.2.0\"", "0.2.0")]
    [InlineData("\"1.2.0\"", "1.2.0")]
    [InlineData("\"1.1\"", "1.1")]
    [InlineData("\" 1.1.0\"", " 1.1.0")]
    [InlineData("\"latest\"", "latest")]
    [InlineData("null", "0.1.0")]
    [InlineData("\"\"", "0.1.0")]
    public void Another_version_is_refused_with_the_list(string json, string named)
    {
        var failure = Fails($$"""{"cniVersion":{{json}},"name":"n"}""");

        Assert.Same(Reason.UnsupportedCniVersion, failure.Reason);
        Assert.Equal(1, failure.Reason.CniCode);
        Assert.Equal($"cniVersion is \"{named}\", want one of {Versions}", failure.Detail);
    }

    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("not JSON", 1, 2)]
    [InlineData("{\"name\":}", 1, 9)]
    [InlineData("{\n  \"name\": \"a\",\n}", 3, 1)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{\"a\":01}", 1, 7)]
    [InlineData("{'name':'a'}", 1, 2)]
    [InlineData("{} // why", 1, 4)]
    public void What_is_no_JSON_is_refused_with_its_place(string text, int line, int column) => Assert.Equal(
        $"standard input is not JSON with at most 64 levels: it was read up to line {line}, byte {column}", Fails(text).Detail);

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("null", "null")]
    [InlineData("\"{}\"", "the text \"{}\"")]
    [InlineData("1e9", "the number 1e9")]
    public void A_root_that_is_no_object_is_refused(string json, string got) =>
        Assert.Equal($"standard input is {got}, want an object", Fails(json).Detail);

    [Fact]
    public void Nesting_is_bounded()
    {
        static string Nested(int levels) =>
            $$"""{"cniVersion":"1.0.0","name":"n","x":{{new string('[', levels)}}{{new string(']', levels)}}}""";

        Assert.Equal("n", Parse(Nested(63)).Name);
        Assert.Contains("at most 64 levels", Fails(Nested(64)).Detail, StringComparison.Ordinal);
        Assert.Contains("at most 64 levels", Fails(Nested(400_000)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b"}""", "name")]
    [InlineData("""{"ipam":{"type":"x","log_level":"info","type":"x"}}""", "ipam.type")]
    [InlineData("""{"a":[{},{"b":[[{"c":1,"d":2,"c":3}]]}]}""", "a[1].b[0][0].c")]
    [InlineData("""{"type":"a","\u0074ype":"b"}""", "type")]
    public void A_key_that_is_there_twice_is_named_with_its_path(string json, string path) =>
        Assert.Equal($"key \"{path}\" is there twice, want it once", Fails(json).Detail);

    [Fact]
    public void A_key_that_is_no_text_is_refused() => Assert.Equal(
        "standard input has a key that is no text of whole characters",
        Fails("""{"cniVersion":"1.0.0","name":"n","\ud800":1}""").Detail);

    [Theory]
    [InlineData("""{"cniVersion":1,"name":"n"}""", "key \"cniVersion\" has the number 1, want a text")]
    [InlineData("""{"cniVersion":"1.0.0"}""", "key \"name\" has nothing, want " + NameRule)]
    [InlineData("""{"cniVersion":"1.0.0","name":""}""", "key \"name\" has the text \"\", want " + NameRule)]
    [InlineData("""{"cniVersion":"1.0.0","name":"-a"}""", "key \"name\" has the text \"-a\", want " + NameRule)]
    [InlineData("""{"cniVersion":"1.0.0","name":"a/b"}""", "key \"name\" has the text \"a/b\", want " + NameRule)]
    [InlineData("""{"cniVersion":"1.0.0","name":["n"]}""", "key \"name\" has an array, want a text")]
    [InlineData(
        """{"cniVersion":"1.0.0","name":"a\u0000"}""",
        "key \"name\" has the text \"a\\u0000\", want a text without control characters")]
    [InlineData(
        """{"cniVersion":"1.0.0","name":"\udc00"}""",
        "key \"name\" has the text \"\\udc00\", want a text of whole characters")]
    public void A_wrong_value_is_named_with_what_is_wanted(string json, string detail)
    {
        var failure = Fails(json);

        Assert.Same(Reason.InvalidNetConf, failure.Reason);
        Assert.Equal(7, failure.Reason.CniCode);
        Assert.Equal(detail, failure.Detail);
    }

    [Fact]
    public void A_long_value_is_quoted_in_part() => Assert.Equal(
        $"key \"name\" has the text \"{new string('x', 79)}… (5002 characters), want a text of at most 4096 characters",
        Fails($$"""{"cniVersion":"1.0.0","name":"{{new string('x', 5000)}}"}""").Detail);

    [Theory]
    [InlineData("cni.dev/valid-attachments")]
    [InlineData("cni.dev/attachments")]
    public void Attachments_are_read_by_either_name(string key)
    {
        var conf = Parse($$"""
            {"cniVersion":"1.1.0","name":"n","{{key}}":[{"containerID":"c1","ifname":"eth0"},{"containerID":"c2","ifname":"net1"}]}
            """);

        Assert.Equal([new CniAttachment("c1", "eth0"), new CniAttachment("c2", "net1")], conf.ReadValidAttachments());
    }

    [Theory]
    [InlineData("{}", "key \"cni.dev/valid-attachments\" has an object, want a list of objects")]
    [InlineData("[7]", "key \"cni.dev/valid-attachments[0]\" has the number 7, want an object")]
    [InlineData("""[{"containerID":"c"}]""", "key \"cni.dev/valid-attachments[0].ifname\" has nothing, want a text")]
    [InlineData(
        """[{"containerID":"c","ifname":"i"},{"ifname":"i"}]""",
        "key \"cni.dev/valid-attachments[1].containerID\" has nothing, want a text")]
    public void A_wrong_list_of_attachments_is_refused(string json, string detail)
    {
        var conf = Parse($$"""{"cniVersion":"1.1.0","name":"n","cni.dev/valid-attachments":{{json}}}""");

        Assert.Equal(detail, Assert.Throws<ReasonException>(conf.ReadValidAttachments).Detail);
    }

    private const string NameRule = "the network's name: a letter or digit, then letters, digits, '_', '.', '-'";

    private static NetConf Parse(string json) => NetConf.Parse(Encoding.UTF8.GetBytes(json));

    private static ReasonException Fails(string json) => Assert.Throws<ReasonException>(() => Parse(json));
}
