using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Builtins;

namespace Spiderpool.Sandbox.Tests.ApiServer.Builtins;

public class UnknownFieldsTests
{
    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"any":"label"}},"spec":{"nodeName":"n"}}""", "")]
    [InlineData("""{"kind":"Pod","speck":{}}""", "speck")]
    [InlineData("""{"metadata":{"nam":"a"}}""", "metadata.nam")]
    [InlineData("""{"spec":{"containers":[{"name":"a"},{"nme":"b","env":[{"value":"x","vlue":"y"}]}]}}""",
        "spec.containers[1].env[0].vlue, spec.containers[1].nme")]
    [InlineData("""{"spec":{"nodeSelector":{"kind":"x"},"containers":"no list"}}""", "")]
    [InlineData("""{"spec":{"kind":"x"}}""", "spec.kind")]
    public void What_a_pod_does_not_have_is_removed(string json, string removed)
    {
        var tree = JsonNode.Parse(json)!.AsObject();
        var found = new List<string>();

        UnknownFields.Prune(tree, TypeCatalogue.Instance.FindKind("v1", "Pod")!, found);

        Assert.Equal(removed, string.Join(", ", found.Order(StringComparer.Ordinal)));
        var again = new List<string>();
        UnknownFields.Prune(tree, TypeCatalogue.Instance.FindKind("v1", "Pod")!, again);
        Assert.Empty(again);
    }
}
