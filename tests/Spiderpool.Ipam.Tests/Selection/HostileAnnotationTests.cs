using CsCheck;
using Spiderpool.Api;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Whoever may create a pod can write anything into its annotations: the answer is one bounded line.</summary>
public class HostileAnnotationTests
{
    private static readonly string[] PodKeys = [AnnotationKeys.IPPools, AnnotationKeys.IPPool, AnnotationKeys.Routes];

    public static TheoryData<string> NotJson() =>
    [
        "", " ", "x", "{", "[", "]", "{]", "[{]", "'[]'", "[,]", "{\"ipv4\"}", "{\"ipv4\":}", "{\"ipv4\":[\"a\",]}",
        "[] []", "[]x", "// []", "/**/[]", "{ipv4:[\"a\"]}", "{'ipv4':['a']}", "NaN", "\uFEFF[]", "[]\0",
        "\"\\ud800\"", "[\"\\ud800\"]", "\ud800",
        "{\"ipv4\":[\"\\x\"]}",
    ];

    [Theory]
    [MemberData(nameof(NotJson))]
    public void Text_that_is_not_JSON_is_wrong_input(string value)
    {
        foreach (var key in PodKeys)
        {
            var failure = Fail(key, value);
            Assert.StartsWith($"annotation {key} of pod shop/web-0: ", failure.Detail);
            Assert.Contains("; wrong input, write for example ", failure.Detail);
        }
    }

    [Theory]
    [MemberData(nameof(NotJson))]
    public void So_it_is_on_a_namespace(string value)
    {
        var failure = Selecting.Request(Pools.IPv4()).WithNamespaceAnnotation(AnnotationKeys.DefaultIPv6IPPool, value).Select()
            .AssertFailure(Reason.InvalidAnnotation);

        Assert.StartsWith("annotation ipam.spidernet.io/default-ipv6-ippool of namespace shop: ", failure.Detail);
    }

    [Theory]
    [InlineData("7", "the value is not a JSON object: 7")]
    [InlineData("\"v4\"", "the value is not a JSON object: \"v4\"")]
    [InlineData("[]", "the value is not a JSON object: []")]
    [InlineData("null", "the value is not a JSON object: null")]
    [InlineData("{}", "it names no pool")]
    [InlineData("""{"ipv4":[],"ipv6":null}""", "it names no pool")]
    [InlineData("""{"ipv4":"v4"}""", "\"ipv4\" is not a JSON array: \"v4\"")]
    [InlineData("""{"ipv4":{}}""", "\"ipv4\" is not a JSON array: {}")]
    [InlineData("""{"ipv4":[7]}""", "\"ipv4\" has an item that is not a string: 7")]
    [InlineData("""{"ipv4":[null]}""", "\"ipv4\" has an item that is not a string: null")]
    [InlineData("""{"ipv4":[["v4"]]}""", "\"ipv4\" has an item that is not a string: [\"v4\"]")]
    [InlineData("""{"ipv4":[""]}""", "\"ipv4\" has \"\", which is not a pool name (lower-case letters, digits, '-', '.')")]
    [InlineData("""{"ipv4":["V4"]}""", "\"ipv4\" has \"V4\", which is not a pool name (lower-case letters, digits, '-', '.')")]
    [InlineData("""{"ipv4":["../a"]}""", "\"ipv4\" has \"../a\", which is not a pool name (lower-case letters, digits, '-', '.')")]
    [InlineData("""{"ipv4":["a\nb"]}""", "\"ipv4\" has \"a b\", which is not a pool name (lower-case letters, digits, '-', '.')")]
    [InlineData("""{"ip4":["v4"]}""", "the value has the unknown key \"ip4\", known are ipv4, ipv6")]
    [InlineData("""{"ipv4":["v4"],"interface":"eth0"}""", "the value has the unknown key \"interface\", known are ipv4, ipv6")]
    [InlineData("""{"ipv4":["v4"],"ipv4":["v4"]}""", "the value has the key \"ipv4\" twice")]
    [InlineData("""{"ipv4":["v4"],"IPv4":["v4"]}""", "the value has the key \"IPv4\" twice")]
    public void A_value_of_the_wrong_type_is_quoted(string value, string problem) => Assert.Equal(
        $"annotation ipam.spidernet.io/ippool of pod shop/web-0: {problem}; wrong input, write for example "
        + """{"ipv4":["pool-a","pool-b"],"ipv6":["pool-v6"]}""",
        Fail(AnnotationKeys.IPPool, value).Detail);

    [Theory]
    [InlineData("{}", "the value is not a JSON array: {}")]
    [InlineData("[]", "it has no item")]
    [InlineData("[7]", "item 0 is not a JSON object: 7")]
    [InlineData("[null]", "item 0 is not a JSON object: null")]
    [InlineData("[{}]", "item 0 names no pool")]
    [InlineData("""[{"interface":"eth0"}]""", "item 0 names no pool")]
    [InlineData("""[{"ipv4":["v4"]},{"ipv4":[]}]""", "item 1 names no pool")]
    [InlineData("""[{"ipv4":["v4"],"interface":7}]""", "\"interface\" is not a string: 7")]
    [InlineData("""[{"ipv4":["v4"],"cleangateway":"true"}]""", "\"cleangateway\" is not true or false: \"true\"")]
    [InlineData("""[{"ipv4":["v4"],"clean_gateway":true}]""",
        "item 0 has the unknown key \"clean_gateway\", known are interface, ipv4, ipv6, cleangateway")]
    [InlineData("""[{"ipv4":["v4"],"interface":"a/b"}]""", "item 0 has the interface \"a/b\", which is no interface name")]
    [InlineData("""[{"ipv4":["v4"],"interface":".."}]""", "item 0 has the interface \"..\", which is no interface name")]
    [InlineData("""[{"ipv4":["v4"],"interface":"eth0\n"}]""", "item 0 has the interface \"eth0 \", which is no interface name")]
    [InlineData("""[{"ipv4":["v4"],"interface":"sixteen-letters-"}]""",
        "item 0 has the interface \"sixteen-letters-\", which is no interface name")]
    [InlineData("""[{"ipv4":["v4"],"interface":"eth0"},{"ipv4":["v4"],"interface":"eth0"}]""", "interface eth0 is there twice")]
    [InlineData("""[{"ipv4":["v4"],"interface":"eth0"},{"ipv4":["v4"]}]""",
        "some items have \"interface\" and some have not; give it to all or to none")]
    public void An_item_of_the_wrong_shape_is_numbered(string value, string problem) => Assert.Equal(
        $"annotation ipam.spidernet.io/ippools of pod shop/web-0: {problem}; wrong input, write for example "
        + """[{"interface":"eth0","ipv4":["pool-a"]},{"interface":"net1","ipv6":["pool-b"]}]""",
        Fail(AnnotationKeys.IPPools, value).Detail);

    [Fact]
    public void A_value_of_ten_megabytes_is_refused_before_it_is_parsed()
    {
        foreach (var key in PodKeys)
        {
            Assert.Contains(
                "the value has 10000000 characters, more than 65536", Fail(key, "[" + new string(' ', 9_999_998) + "]").Detail);
        }
    }

    [Fact]
    public void A_value_of_the_greatest_length_is_parsed_and_cut_in_the_message()
    {
        var list = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $"\"p{i:00000}\""));
        var value = $$"""{"ipv4":[{{list}}]}""".PadRight(AnnotationKeys.MaxValueLength);

        Assert.StartsWith("SpiderIPPool p00000, named for", Selecting.Request().WithPodAnnotation(AnnotationKeys.IPPool, value)
            .Select().AssertFailure(Reason.PoolNotFound).Detail);
        Fail(AnnotationKeys.IPPool, value + " ");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10_000)]
    public void Deep_nesting_is_not_followed(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));

        foreach (var key in PodKeys) Assert.Contains("is not valid JSON", Fail(key, nested).Detail);
        Assert.Contains("is not valid JSON", Fail(AnnotationKeys.IPPool, $$"""{"ipv4":{{nested}}}""").Detail);
    }

    [Fact]
    public void Whatever_is_written_the_selection_answers_in_one_line()
    {
        string[] seeds =
        [
            """[{"interface":"eth0","ipv4":["v4"],"ipv6":["v6-*"],"cleangateway":true}]""", """{"ipv4":["v4","[a-c]*"]}""",
            """[{"dst":"10.99.0.0/16","gw":"10.20.0.254"}]""",
        ];
        (from key in Gen.OneOfConst(PodKeys)
         from seed in Gen.OneOfConst(seeds)
         from at in Gen.Int[0, seed.Length]
         from removed in Gen.Int[0, 6]
         from inserted in Gen.OneOf(Gen.String[0, 4], Gen.OneOfConst("[", "{", "\"", "\\u", "null", "1e999", "-", "\u202e", ","))
         select (key, Value: seed.Remove(at, Math.Min(removed, seed.Length - at)).Insert(at, inserted))).Sample((key, value) =>
        {
            var result = Selecting.Request(Pools.IPv4(), Pools.IPv6("v6-a")).WithPodAnnotation(key, value).Select();

            if (result.Failure is { } failure) result.AssertFailure(failure.Reason);
            Assert.DoesNotContain("   at ", result.Failure?.Message ?? "");
        }, iter: 5_000);
    }

    private static ReasonException Fail(string key, string value) =>
        Selecting.Request(Pools.IPv4()).WithPodAnnotation(key, value).Select().AssertFailure(Reason.InvalidAnnotation);
}
