using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.Crds;

namespace Spiderpool.Api.Tests;

/// <summary>What the source-generated (de)serialisation of wire types keeps, drops and puts in.</summary>
public class WireJsonTests
{
    [Fact]
    public void A_property_that_is_never_null_is_not_null_when_the_JSON_lacks_it()
    {
        var nulls =
            from type in WireTypes
            let value = JsonSerializer.Deserialize("{}", type)!
            from property in type.Properties
            where property is { Get: not null, IsGetNullable: false, PropertyType.IsValueType: false }
            where property.Get!(value) is null
            select $"{type.Type.Name}.{property.Name}";

        Assert.Empty(nulls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"spec":null}""")]
    [InlineData("""{"metadata":{},"spec":{"subnet":null}}""")]
    public void What_is_never_null_has_its_default_where_the_JSON_lacks_it(string json)
    {
        var pool = JsonSerializer.Deserialize(json, ApiJson.Default.SpiderIPPool)!;

        Assert.NotNull(pool.Metadata);
        Assert.Equal("", pool.Spec.Subnet);
        Assert.Null(pool.Status);
    }

    [Fact]
    public void A_request_to_the_agent_without_a_field_has_an_empty_one() =>
        Assert.Equal("", JsonSerializer.Deserialize("{}", ApiJson.Default.IpamAddArgs)!.PodUID);

    [Fact]
    public void Fields_that_this_version_does_not_know_survive()
    {
        const string Json = """
            {"apiVersion":"spiderpool.spidernet.io/v2beta1","kind":"SpiderIPPool","metadata":{"name":"a","selfLink":"/x"},
             "spec":{"subnet":"10.0.0.0/24","vlan":7},"status":{"phase":"ok"},"extra":[1,{"b":null}]}
            """;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), RoundTrip(Json)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"10.0.0.1\":{\"pod\":\"a/b\"}}")]
    [InlineData("ü\\\n\ud83d\ude00")]
    public void Records_of_any_length_and_content_survive(string unit)
    {
        // Lengths around the size of the pieces in which they are written, so that each character falls on a seam once.
        foreach (var length in new[] { 0, 1, 4095, 4096, 4097, 8192, 50_000 })
        {
            for (var shift = 0; shift < unit.Length + 1; shift++)
            {
                var text = new string('x', shift) + string.Concat(Enumerable.Repeat(unit, (length / (unit.Length + 1)) + 1));
                var json = JsonSerializer.Serialize(
                    new SpiderIPPool { Status = new() { AllocatedIPs = text } }, ApiJson.Default.SpiderIPPool);

                Assert.Equal(text, JsonSerializer.Deserialize(json, ApiJson.Default.SpiderIPPool)!.Status!.AllocatedIPs);
            }
        }
    }

    [Fact]
    public void Managed_fields_are_dropped() =>
        Assert.Equal(
            """{"metadata":{"name":"a"},"spec":{"subnet":""}}""",
            RoundTrip("""{"metadata":{"name":"a","managedFields":[{"manager":"kubectl"}]},"spec":{}}""").ToJsonString());

    [Fact]
    public void Extension_data_can_be_set_in_every_type_that_has_it() =>
        Assert.All(
            typeof(ApiJson).Assembly.GetTypes().SelectMany(type => type.GetProperties())
                .Where(property => property.IsDefined(typeof(JsonExtensionDataAttribute), false)),
            property => Assert.DoesNotContain(
                typeof(System.Runtime.CompilerServices.IsExternalInit),
                property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));

    [Theory]
    [InlineData("""{"pod":"shop/web-7d9-x2","podUid":"5a6c"}""", null)]
    [InlineData("""{"pod":"shop/web-7d9-x2","podUid":"5a6c","nic":"net1"}""", "net1")]
    public void A_record_of_an_allocation_has_the_shape_of_the_original_and_an_added_key(string json, string? nic)
    {
        var record = JsonSerializer.Deserialize(json, ApiJson.Default.AllocationRecord)!;

        Assert.Equal(new AllocationRecord("shop/web-7d9-x2", "5a6c", nic), record);
        Assert.Equal(json, JsonSerializer.Serialize(record, ApiJson.Default.AllocationRecord));
    }

    private static IEnumerable<JsonTypeInfo> WireTypes => typeof(ApiJson).GetProperties()
        .Where(property => property.PropertyType.BaseType == typeof(JsonTypeInfo))
        .Select(property => (JsonTypeInfo)property.GetValue(ApiJson.Default)!)
        .Where(type => type.Kind == JsonTypeInfoKind.Object && !type.Type.IsAbstract);

    private static JsonNode RoundTrip(string json) => JsonNode.Parse(JsonSerializer.Serialize(
        JsonSerializer.Deserialize(json, ApiJson.Default.SpiderIPPool)!, ApiJson.Default.SpiderIPPool))!;
}
