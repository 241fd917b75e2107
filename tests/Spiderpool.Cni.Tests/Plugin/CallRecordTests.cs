using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Plugin;

/// <summary>The line that the log keeps of each call.</summary>
public sealed class CallRecordTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, 10, TimeSpan.Zero));

    private const string Identity = """
        "plugin":"spiderpool","verb":"ADD","network":"lan","cniVersion":"1.1.0","pod":"shop/cart-0","podUID":"6f1a",
        "containerID":"8f3c5d0a","ifName":"cni-test0","netns":"/proc/self/ns/net"
        """;

    [Fact]
    public void A_call_that_succeeded_says_for_whom_and_what()
    {
        using var agent = new FakeAgent(AgentReply.Ok(Answers.DualStack("cni-test0")));

        PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf(), Time).Result();

        Assert.Equal(
            JsonText.Compact($$"""
                {"time":"2031-05-06T07:08:09.01+00:00","level":"info","msg":"ADD done",{{Identity}},
                 "ips":["10.20.0.7/24","fd00:20::7/64"],"elapsedMs":0}
                """),
            Assert.Single(File.ReadAllLines(agent.LogPath)));
    }

    [Fact]
    public void A_call_that_failed_says_why_without_a_trace()
    {
        using var agent = new FakeAgent(AgentReply.Error(500, "IPsExhausted: pool a is full"));

        PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf(), Time).Failure();

        Assert.Equal(
            JsonText.Compact($$"""
                {"time":"2031-05-06T07:08:09.01+00:00","level":"error","msg":"IPsExhausted: pool a is full","reason":"IPsExhausted",
                 {{Identity}},"elapsedMs":0}
                """),
            Assert.Single(File.ReadAllLines(agent.LogPath)));
    }

    [Fact]
    public void A_fault_of_our_own_has_its_trace_in_the_log_and_not_in_the_answer()
    {
        using var agent = new FakeAgent(AgentReply.Ok("nonsense"));

        var failure = PluginCall.Run(CniVariables.Of("ADD"), agent.NetConf(), Time).Failure();

        Assert.Equal(999, failure.Code);
        var line = JsonElement.Parse(Assert.Single(File.ReadAllLines(agent.LogPath)));
        Assert.Equal("Internal", line.GetProperty("reason").GetString());
        Assert.Contains("   at Spiderpool.Cni.", line.GetProperty("trace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_of_the_network_names_no_pod()
    {
        using var agent = new FakeAgent(AgentReply.Ok(""));

        PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf(), Time).Result();

        Assert.Equal(
            ["time", "level", "msg", "plugin", "verb", "network", "cniVersion", "elapsedMs"],
            JsonElement.Parse(Assert.Single(File.ReadAllLines(agent.LogPath))).EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Keys_without_meaning_are_warned_of()
    {
        using var agent = new FakeAgent(AgentReply.Ok(""));

        PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf(ipam: "\"default_ipv4_pool\":[\"a\"]"), Time).Result();

        var warning = JsonElement.Parse(File.ReadAllLines(agent.LogPath)[0]);
        Assert.Equal("warn", warning.GetProperty("level").GetString());
        Assert.Equal("key \"ipam.default_ipv4_pool\" has no meaning and is ignored", warning.GetProperty("msg").GetString());
        Assert.Equal("lan", warning.GetProperty("network").GetString());
    }

    [Theory]
    [InlineData("debug", 2)]
    [InlineData("info", 2)]
    [InlineData("warn", 1)]
    [InlineData("error", 0)]
    [InlineData("panic", 0)]
    public void The_level_decides_what_is_kept(string level, int lines)
    {
        using var agent = new FakeAgent(AgentReply.Ok(""));

        PluginCall.Run(CniVariables.Of("STATUS"), agent.NetConf(ipam: $"\"x\":1,\"log_level\":\"{level}\""), Time).Result();

        Assert.Equal(lines, File.Exists(agent.LogPath) ? File.ReadAllLines(agent.LogPath).Length : 0);
    }
}
