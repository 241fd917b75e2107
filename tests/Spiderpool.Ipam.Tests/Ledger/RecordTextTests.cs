using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;
using static Spiderpool.Ipam.Tests.Ledger.Ledgers;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>status.allocatedIPs as others write it, and what is kept of it.</summary>
public class RecordTextTests
{
    private static IReadOnlyDictionary<Address, AllocationRecord> Read(string? text) =>
        PoolLedger.Read(Pools.IPv4("p").WithRecords(text)).Records;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(" { } ")]
    public void Absent_and_empty_are_no_records(string? text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("""{"10.20.0.11":{"pod":"shop/a","podUid":"u1"}}""", "shop/a", "u1", null)]
    [InlineData("""{"10.20.0.11":{"pod":"shop/a","podUid":"u1","nic":"net1"}}""", "shop/a", "u1", "net1")]
    [InlineData("""{"10.20.0.11":{"podUid":"u1","nic":"net1","pod":"shop/a"}}""", "shop/a", "u1", "net1")]
    [InlineData("""{"10.20.0.11":{"pod":"shop/a","podUid":"u1","nic":null}}""", "shop/a", "u1", null)]
    [InlineData("""{"10.20.0.11":{"pod":"shop\/a","\u0070odUid":"\u00751","nic":"net\u0031"}}""", "shop/a", "u1", "net1")]
    [InlineData("""{"10.20.0.11":{"pod":"größe/\ud83d\ude00","podUid":"ü"}}""", "größe/\U0001F600", "ü", null)]
    [InlineData("""{"10.20.0.11":{"pod":"größe/x","podUid":"ü","x":"\u00fc"}}""", "größe/x", "ü", null)]
    [InlineData("""{"10.20.0.11":{}}""", "", "", null)]
    [InlineData("""{"10.20.0.11":{"pod":null,"podUid":null,"vlan":[{"a":{}}],"x":1e5}}""", "", "", null)]
    [InlineData("\n{ \"10.20.0.11\" : {\t\"pod\":\"shop/a\",\r\n\"podUid\" : \"u1\" } }\n", "shop/a", "u1", null)]
    public void A_record_is_read_in_any_spelling(string text, string pod, string uid, string? nic) =>
        Assert.Equal(
            KeyValuePair.Create(Address.Parse("10.20.0.11"), new AllocationRecord(pod, uid, nic)), Assert.Single(Read(text)));

    [Theory]
    [InlineData("x", "it is not valid JSON: ")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("null", "it is not a JSON object")]
    [InlineData("{", "it is not valid JSON: ")]
    [InlineData("{}{}", "it is not valid JSON: ")]
    [InlineData("{},", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11":{"pod":"a","podUid":"u"},}""", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11":{"pod":"a","podUid":"u"}""", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11":{"pod":"\é","podUid":"u"}}""", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11":{"pod":"\ud800","podUid":"u"}}""", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11":{"a":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}}""", "it is not valid JSON: ")] // deeper than 16
    [InlineData("{\u00a0}", "it is not valid JSON: ")]
    [InlineData("""{"10.20.0.11/16":{"pod":"a","podUid":"u"}}""", "key \"10.20.0.11/16\" is not an IP address")]
    [InlineData("""{"":{"pod":"a","podUid":"u"}}""", "key \"\" is not an IP address")]
    [InlineData("""{"10.20.0.11":"a"}""", "the value of 10.20.0.11 is not an object")]
    [InlineData("""{"10.20.0.11":null}""", "the value of 10.20.0.11 is not an object")]
    [InlineData("""{"10.20.0.11":{"pod":7}}""", "\"pod\" of 10.20.0.11 is not a string")]
    [InlineData("""{"10.20.0.11":{"podUid":{}}}""", "\"podUid\" of 10.20.0.11 is not a string")]
    [InlineData("""{"10.20.0.11":{"nic":true}}""", "\"nic\" of 10.20.0.11 is not a string")]
    [InlineData("""{"10.20.0.11":{"pod":"a","podUid":"u"},"10.20.0.11":{"pod":"b","podUid":"v"}}""", "it has 10.20.0.11 twice")]
    [InlineData("""{"fd00::1":{"pod":"a","podUid":"u"},"fd00:0::1":{"pod":"b","podUid":"v"}}""", "it has fd00::1 twice")]
    public void Records_that_cannot_be_read_make_the_pool_invalid(string text, string problem)
    {
        var failure = Assert.Throws<ReasonException>(() => Read(text));

        Assert.Equal(Reason.PoolInvalid, failure.Reason);
        Assert.StartsWith($"pool p: status.allocatedIPs cannot be read: {problem}", failure.Detail);
        Assert.InRange(failure.Message.Length, 1, 250);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Text_of_more_than_an_API_server_stores_is_not_read() => Assert.Equal(
        "pool p: status.allocatedIPs cannot be read: it has 8388609 characters, more than 8388608",
        Assert.Throws<ReasonException>(() => Read(new string(' ', (8 << 20) + 1))).Detail);

    private const string Odd = """
        { "10.20.0.12" : {"podUid":"u2", "pod":"shop/ü", "since":"2024"} ,
          "10.20.0.11":{"pod":"shop/a","podUid":"u1","vlan":{"id":7}}, "10.20.0.13":{"pod":"shop/c","podUid":"u3"} }
        """;

    [Fact]
    public void Untouched_records_keep_their_order_and_their_keys()
    {
        var result = Pools.IPv4().WithRecords(Odd).Apply(Release("u3"), Grant("u4"));

        AssertJson(
            """
            {"10.20.0.12":{"podUid":"u2","pod":"shop/ü","since":"2024"},
             "10.20.0.11":{"pod":"shop/a","podUid":"u1","vlan":{"id":7}},
             "10.20.0.13":{"pod":"shop/u4","podUid":"u4","nic":"eth0"}}
            """, result.Status.AllocatedIPs);
    }

    [Fact]
    public void A_changed_record_keeps_the_keys_that_it_does_not_know()
    {
        var result = Pools.IPv4().WithRecords(Odd).Apply(Grant("u1", "net1"), Rebind("shop/ü", "10.20.0.12", "u9", from: "u2"));

        AssertJson(
            """
            {"10.20.0.12":{"pod":"shop/ü","podUid":"u9","nic":"eth0","since":"2024"},
             "10.20.0.11":{"pod":"shop/a","podUid":"u1","nic":"net1","vlan":{"id":7}},"10.20.0.13":{"pod":"shop/c","podUid":"u3"}}
            """, result.Status.AllocatedIPs);
    }

    [Fact]
    public void Names_are_written_as_JSON_whatever_they_are()
    {
        var result = Pools.IPv4().Apply(Grant("u\"1\\", "e\n0", "shop/<&'ü"));

        Assert.Equal("""{"10.20.0.11":{"pod":"shop/<&'ü","podUid":"u\"1\\","nic":"e\n0"}}""", result.Status.AllocatedIPs);
        Assert.Equal(new AllocationRecord("shop/<&'ü", "u\"1\\", "e\n0"), Read(result.Status.AllocatedIPs).Single().Value);
    }

    /// <summary>Compares members in order as well, which JSON does not but a reader of kubectl output does.</summary>
    private static void AssertJson(string expected, string? actual)
    {
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(actual!)!.ToJsonString());
    }
}
