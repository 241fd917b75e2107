using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.Tests.ApiServer.Tables;

/// <summary>Ages as kubectl prints them (apimachinery, HumanDuration).</summary>
public class DurationTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(200, "3m20s")]
    [InlineData(599, "9m59s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(18_120, "5h2m")]
    [InlineData(28_800, "8h")]
    [InlineData(172_799, "47h")]
    [InlineData(172_800, "2d")]
    [InlineData(273_600, "3d4h")]
    [InlineData(691_200, "8d")]
    [InlineData(62_985_600, "729d")]
    [InlineData(63_072_000, "2y")]
    [InlineData(65_664_000, "2y30d")]
    [InlineData(252_288_000, "8y")]
    public void An_age_is_rounded_as_it_grows(long seconds, string text) =>
        Assert.Equal(text, Duration.Human(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("\"2026-01-01T00:00:00Z\"", "60s")]
    [InlineData("\"not a time\"", "<invalid>")]
    [InlineData("5", "<unknown>")]
    public void A_timestamp_is_shown_by_its_age(string json, string text) => Assert.Equal(text,
        Duration.Since(JsonNode.Parse(json), new DateTimeOffset(2026, 1, 1, 0, 1, 0, TimeSpan.Zero)));
}
