using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Scheduling;
using Spiderpool.Sandbox.Tests.Workloads;

namespace Spiderpool.Sandbox.Tests.Scheduling;

public sealed class NodeChoiceTests
{
    private static readonly Node[] Nodes = [NodeOf("b", "ssd"), NodeOf("a", "ssd"), NodeOf("c", "hdd")];

    [Fact]
    public void Nodes_take_turns_by_name()
    {
        Assert.Equal(["a", "b", "c", "a"], Enumerable.Range(0, 4).Select(turn => NodeChoice.Of(PodOf(), Nodes, turn)));
    }

    [Fact]
    public void Only_nodes_with_the_labels_of_the_selector_take_part()
    {
        Assert.Equal(["a", "b", "a"], Enumerable.Range(0, 3).Select(turn => NodeChoice.Of(PodOf("ssd"), Nodes, turn)));
        Assert.Null(NodeChoice.Of(PodOf("tape"), Nodes, 0));
    }

    [Fact]
    public void Cordoned_and_going_nodes_take_no_pods()
    {
        Node[] nodes =
        [
            NodeOf("a", "ssd", new JsonObject { ["unschedulable"] = true }),
            NodeOf("b", "ssd", metadata: WorkloadObjects.Terminating()),
            NodeOf("c", "ssd", new JsonObject { ["unschedulable"] = false }),
        ];

        Assert.Equal(["c", "c"], Enumerable.Range(0, 2).Select(turn => NodeChoice.Of(PodOf(), nodes, turn)));
        Assert.Null(NodeChoice.Of(PodOf(), nodes[..2], 0));
    }

    [Theory]
    [InlineData("True", "a")]
    [InlineData("False", null)]
    [InlineData("Unknown", null)]
    public void Node_that_is_known_to_be_down_takes_no_pods(string ready, string? chosen)
    {
        var node = NodeOf("a", "ssd") with
        {
            Status = new NodeStatus { Conditions = [new NodeCondition { Type = "Ready", Status = ready }] },
        };

        Assert.Equal(chosen, NodeChoice.Of(PodOf(), [node], 0));
    }

    private static Pod PodOf(string? disk = null) => WorkloadObjects.Read(Pod.JsonType, "pod",
        disk is null ? [] : new JsonObject { ["nodeSelector"] = new JsonObject { ["disk"] = disk } });

    private static Node NodeOf(string name, string disk, JsonObject? spec = null, JsonObject? metadata = null)
    {
        metadata ??= [];
        metadata["labels"] = new JsonObject { ["disk"] = disk };
        return WorkloadObjects.Read(Node.JsonType, name, spec, metadata: metadata);
    }
}
