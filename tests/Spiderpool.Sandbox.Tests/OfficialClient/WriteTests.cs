using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class WriteTests(ApiServerFixture server) : OfficialClientTests(server)
{
    [Fact]
    public async Task Each_kind_of_patch_changes_what_it_says()
    {
        await CreateMapAsync("map");

        await PatchAsync(V1Patch.PatchType.JsonPatch, """[{"op":"add","path":"/data/json","value":"1"}]""");
        await PatchAsync(V1Patch.PatchType.MergePatch, """{"data":{"merge":"2","key":null}}""");
        var last = await PatchAsync(V1Patch.PatchType.StrategicMergePatch, """{"metadata":{"finalizers":["example.com/hold"]}}""");

        Assert.Equal(new Dictionary<string, string> { ["json"] = "1", ["merge"] = "2" }, last.Data);
        Assert.Equal(["example.com/hold"], last.Metadata.Finalizers);
        await PatchAsync(V1Patch.PatchType.StrategicMergePatch,
            """{"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/hold"]}}""");
    }

    [Fact]
    public async Task A_replacement_of_an_old_version_conflicts()
    {
        var old = await CreateMapAsync("map");
        await PatchAsync(V1Patch.PatchType.MergePatch, """{"data":{"key":"new"}}""");

        var error = await Assert.ThrowsAsync<HttpOperationException>(() =>
            Client.CoreV1.ReplaceNamespacedConfigMapAsync(old, "map", Scope.Namespace, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, error.Response.StatusCode);
        var status = KubernetesJson.Deserialize<V1Status>(error.Response.Content);
        Assert.Equal("Conflict", status.Reason);
        Assert.Equal("Operation cannot be fulfilled on configmaps \"map\": the object has been modified; please apply your changes to "
            + "the latest version and try again", status.Message);
    }

    [Fact]
    public async Task A_second_object_of_a_name_already_exists()
    {
        await CreateMapAsync("map");

        var error = await Assert.ThrowsAsync<HttpOperationException>(() => CreateMapAsync("map"));

        var status = KubernetesJson.Deserialize<V1Status>(error.Response.Content);
        Assert.Equal(HttpStatusCode.Conflict, error.Response.StatusCode);
        Assert.Equal(("AlreadyExists", "configmaps \"map\" already exists"), (status.Reason, status.Message));
    }

    [Fact]
    public async Task A_deletion_with_another_uid_is_refused()
    {
        await CreateMapAsync("map");

        var error = await Assert.ThrowsAsync<HttpOperationException>(() => Client.CoreV1.DeleteNamespacedConfigMapAsync("map",
            Scope.Namespace, new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "another" } },
            cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, error.Response.StatusCode);
        Assert.Contains("the UID in the precondition (another) does not match the UID in record", error.Response.Content);
    }

    [Fact]
    public async Task A_pod_is_bound_and_its_status_is_written_apart()
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { GenerateName = "pod-" },
            Spec = new V1PodSpec { Containers = [new V1Container { Name = "main", Image = "localhost/none:1" }] },
            Status = new V1PodStatus { PodIP = "192.0.2.1" },
        };
        var created = await Client.CoreV1.CreateNamespacedPodAsync(pod, Scope.Namespace, cancellationToken: Cancellation);
        var name = created.Metadata.Name;

        // The answer to a binding is a Status, for which the client's method has no type.
        (await Server.Api.PostAsync($"/api/v1/namespaces/{Scope.Namespace}/pods/{name}/binding", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["target"] = new JsonObject { ["kind"] = "Node", ["name"] = Scope.Name("node") },
        }, Cancellation)).Expect(201);
        var bound = await Client.CoreV1.ReadNamespacedPodAsync(name, Scope.Namespace, cancellationToken: Cancellation);
        bound.Status.PodIP = "192.0.2.7";
        bound.Spec.NodeName = "ignored";
        var reported = await Client.CoreV1.ReplaceNamespacedPodStatusAsync(bound, name, Scope.Namespace, cancellationToken: Cancellation);

        Assert.StartsWith("pod-", name);
        Assert.Equal("Pending", created.Status.Phase);
        Assert.Null(created.Status.PodIP);
        Assert.Equal("Always", created.Spec.RestartPolicy);
        Assert.Equal(Scope.Name("node"), reported.Spec.NodeName);
        Assert.Equal("192.0.2.7", reported.Status.PodIP);
    }

    private Task<V1ConfigMap> PatchAsync(V1Patch.PatchType type, string patch) => Client.CoreV1.PatchNamespacedConfigMapAsync(
        new V1Patch(patch, type), "map", Scope.Namespace, cancellationToken: Cancellation);
}
