using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api.Core;
using Spiderpool.Sandbox.Kubelet;

namespace Spiderpool.Sandbox.Tests.Kubelet;

/// <summary>What the kubelet writes is what all others read.</summary>
public sealed class PodFieldsTests
{
    private const string Source = """
        {"metadata":{"name":"pod","namespace":"default","uid":"uid-1"},
         "spec":{"nodeName":"node-1","nodeSelector":{"disk":"ssd"},"containers":[{"name":"a","image":"x"},{"name":"b","image":"y"}]}}
        """;

    private static readonly Pod Pod = JsonSerializer.Deserialize(Source, Pod.JsonType)!;

    [Fact]
    public void Spec_fields_are_read()
    {
        Assert.Equal([("a", "x"), ("b", "y")], Pod.Containers());
        Assert.Equal([KeyValuePair.Create("disk", "ssd")], Pod.NodeSelector());
    }

    [Fact]
    public void Fields_that_are_not_there_are_empty()
    {
        var bare = new Pod();

        Assert.Empty(bare.Containers());
        Assert.Empty(bare.NodeSelector());
        Assert.Empty(bare.PodIPs());
        Assert.False(bare.IsReady());
    }

    [Fact]
    public void A_running_pod_is_ready_and_has_its_addresses_in_order()
    {
        var pod = After(PodStatusPatch.Running(Pod, [Address.Parse("10.1.0.2"), Address.Parse("fd00::2")], [Address.Parse("10.9.0.1")],
            DateTimeOffset.UnixEpoch));

        Assert.Equal("Running", pod.Status!.Phase);
        Assert.Equal("10.1.0.2", pod.Status.PodIP);
        Assert.Equal(["10.1.0.2", "fd00::2"], pod.PodIPs());
        Assert.True(pod.IsReady());
        Assert.Equal(2, pod.Status.ContainerStatuses!.Count);
    }

    [Fact]
    public void A_waiting_pod_is_not_ready()
    {
        var pod = After(PodStatusPatch.Waiting(Pod, [Address.Parse("10.9.0.1")], DateTimeOffset.UnixEpoch));

        Assert.Equal("Pending", pod.Status!.Phase);
        Assert.False(pod.IsReady());
        Assert.Empty(pod.PodIPs());
        Assert.Equal(2, pod.Status.ContainerStatuses!.Count);
    }

    [Fact]
    public void A_patch_is_for_the_pod_with_that_uid()
    {
        var patch = JsonNode.Parse(PodStatusPatch.Waiting(Pod, [], DateTimeOffset.UnixEpoch))!;

        Assert.Equal("uid-1", patch["metadata"]!["uid"]!.GetValue<string>());
    }

    private static Pod After(byte[] patch)
    {
        var tree = JsonNode.Parse(Source)!;
        tree["status"] = JsonNode.Parse(patch)!["status"]!.DeepClone();
        return tree.Deserialize(Pod.JsonType)!;
    }
}
