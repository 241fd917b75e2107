using System.Text;
using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes.Http;

namespace Spiderpool.Kubernetes.Tests.Http;

public class WatchLineTests
{
    [Theory]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a"}}}""", WatchEventType.Added)]
    [InlineData("""{"type":"MODIFIED","object":{"metadata":{"name":"a"}}}""", WatchEventType.Modified)]
    [InlineData("""{"type":"DELETED","object":{"metadata":{"name":"a"}}}""", WatchEventType.Deleted)]
    [InlineData("""{"type":"BOOKMARK","object":{"metadata":{"name":"a"}}}""", WatchEventType.Bookmark)]
    [InlineData("""{ "type": "ADDED", "object": {"metadata":{"name":"a"}} }""", WatchEventType.Added)]
    [InlineData("""{"object":{"metadata":{"name":"a"}},"type":"MODIFIED"}""", WatchEventType.Modified)]
    [InlineData("""{"x":[{"type":"ADDED"}],"type":"DELETED","object":{"metadata":{"name":"a"}},"y":1}""", WatchEventType.Deleted)]
    public void An_event_is_read_however_it_is_spelled(string line, WatchEventType type)
    {
        var change = Parse(line);

        Assert.Equal(type, change.Type);
        Assert.Equal("a", change.Object.Metadata.Name);
    }

    [Fact]
    public void An_error_event_is_thrown_with_its_code_and_message()
    {
        var error = Assert.Throws<KubernetesApiException>(() => Parse(
            """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}}"""));

        Assert.True(error.IsGone);
        Assert.Contains("too old resource version", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"object":{}}""")]
    [InlineData("""{"type":"RENAMED","object":{}}""")]
    [InlineData("""{"type":"ADDED","object":null}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":}}""")]
    [InlineData("[]")]
    public void Anything_else_is_no_event(string line) => Assert.ThrowsAny<JsonException>(() => Parse(line));

    [Theory]
    [InlineData("""
        {"type":"MODIFIED","object":{"kind":"Pod","metadata":{"labels":{"name":"x"},"name":"a","namespace":"n","resourceVersion":"7"}}}
        """, "n/a", "7")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"7"}}}""", "a", "7")]
    public void Identity_of_an_update_is_read_from_its_beginning(string line, string key, string version)
    {
        Assert.True(WatchLine.TryReadUpdate(Encoding.UTF8.GetBytes(line), out var readKey, out var readVersion));
        Assert.Equal((key, version), (readKey, readVersion));
    }

    [Theory]
    [InlineData("""{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"7"}}}""")]
    [InlineData("""{"type":"ADDED","object":{"spec":{},"metadata":{"name":"a","resourceVersion":"7"}}}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a"}}}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":1,"resourceVersion":"7"}}}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":"none"}}""")]
    [InlineData("""{ "type": "ADDED", "object": {"metadata":{"name":"a","resourceVersion":"7"}} }""")]
    public void Identity_of_anything_else_is_left_to_the_whole_event(string line) =>
        Assert.False(WatchLine.TryReadUpdate(Encoding.UTF8.GetBytes(line), out _, out _));

    private static WatchEvent<Pod> Parse(string line) =>
        WatchLine.Parse(Encoding.UTF8.GetBytes(line), Pod.JsonType, new ApiCall(HttpMethod.Get, "watch", Pod.Definition));
}
