using System.Text.Json;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;

namespace Spiderpool.Kubernetes.Tests.Informers;

public class SharedPartsTests
{
    private readonly SharedParts _parts = new();

    [Fact]
    public void Endpoints_keep_their_values_and_share_what_they_have_in_common()
    {
        var (first, second) = (_parts.Of(Endpoint("web-1", "10.0.0.1/24")), _parts.Of(Endpoint("web-2", "10.0.0.2/24")));

        Assert.Equal(Json(Endpoint("web-2", "10.0.0.2/24") with { ApiVersion = null, Kind = null }), Json(second));
        Assert.Same(first.Metadata.Labels, second.Metadata.Labels);
        Assert.Same(first.Metadata.Finalizers, second.Metadata.Finalizers);
        Assert.Same(first.Status!.Current.Ips[0].Ipv4Pool, second.Status!.Current.Ips[0].Ipv4Pool);
        Assert.Same(second.Metadata.OwnerReferences![0].Uid, second.Status.Current.Uid);
        Assert.Same(second.Metadata.Name, second.Metadata.OwnerReferences[0].Name);
    }

    [Fact]
    public void Pods_share_equal_annotations_and_never_different_ones()
    {
        var pods = Enumerable.Range(0, 40).Select(i => _parts.Of(Pod($"web-{i}", $"pool-{i % 2}"))).ToList();

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"pool-{i % 2}"), pods.Select(pod => pod.Metadata.Annotation("pool")!));
        Assert.Equal(2, pods.Select(pod => pod.Metadata.Annotations).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(("node-a", "Running"), (pods[0].Spec!.NodeName, pods[0].Status!.Phase));
    }

    [Fact]
    public void More_kinds_of_annotations_than_are_remembered_change_nothing()
    {
        var pods = Enumerable.Range(0, 100).Select(i => _parts.Of(Pod($"web-{i}", $"pool-{i}"))).ToList();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"pool-{i}"), pods.Select(pod => pod.Metadata.Annotation("pool")!));
    }

    private static string Json(SpiderEndpoint endpoint) => JsonSerializer.Serialize(endpoint, SpiderEndpoint.JsonType);

    /// <summary>As it comes from the wire: each text is an object of its own.</summary>
    private static SpiderEndpoint Endpoint(string name, string address) => JsonSerializer.Deserialize($$"""
        {"apiVersion":"spiderpool.spidernet.io/v2beta1","kind":"SpiderEndpoint",
         "metadata":{"namespace":"shop","name":"{{name}}","labels":{"node":"node-a"},"finalizers":["spiderpool.spidernet.io"],
          "ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"{{name}}","uid":"uid-{{name}}"}]},
         "status":{"ownerControllerType":"Pod","ownerControllerName":"{{name}}","current":{"uid":"uid-{{name}}","node":"node-a",
          "ips":[{"interface":"eth0","ipv4":"{{address}}","ipv4Pool":"rack-a","ipv4Gateway":"10.0.0.254"}] } } }
        """, SpiderEndpoint.JsonType)!;

    private static Pod Pod(string name, string pool) => JsonSerializer.Deserialize($$"""
        {"metadata":{"namespace":"shop","name":"{{name}}","uid":"uid-{{name}}","annotations":{"pool":"{{pool}}"} },
         "spec":{"nodeName":"node-a","restartPolicy":"Always"},"status":{"phase":"Running"} }
        """, Api.Core.Pod.JsonType)!;
}
