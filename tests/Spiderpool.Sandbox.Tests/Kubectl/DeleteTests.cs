using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class DeleteTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    private string Maps => $"/api/v1/namespaces/{Scope.Namespace}/configmaps";

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Delete_waits_until_dependents_or_finalizers_let_go(string version)
    {
        var kubectl = Kubectl(version);
        var owner = await CreateMapAsync("owner");
        await CreateMapAsync("child", owner, "example.com/hold");
        await Scope.CollectorKnowsConfigMapsAsync(Cancellation);

        var deletion = kubectl.RunAsync("delete", "configmap", "owner", "--cascade=foreground");
        await RawApi.UntilAsync(() => Api.GetAsync($"{Maps}/child", Cancellation),
            child => child.Metadata("deletionTimestamp") is not null, Cancellation);

        Assert.Equal(200, (await Api.GetAsync($"{Maps}/owner", Cancellation)).Code);
        Assert.False(deletion.IsCompleted);
        (await Api.MergeAsync($"{Maps}/child", new JsonObject
        { ["metadata"] = new JsonObject { ["finalizers"] = null } }, Cancellation)).Expect(200);
        Assert.Equal("configmap \"owner\" deleted\n", Normal((await deletion).Succeeded()));
        Assert.Equal(404, (await Api.GetAsync($"{Maps}/owner", Cancellation)).Code);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Delete_in_the_background_or_orphaning_returns_at_once(string version)
    {
        var kubectl = Kubectl(version);
        var (first, second) = (await CreateMapAsync("first"), await CreateMapAsync("second"));
        await CreateMapAsync("collected", first);
        await CreateMapAsync("orphaned", second);
        await Scope.CollectorKnowsConfigMapsAsync(Cancellation);

        await kubectl.OutputOfAsync("delete", "configmap", "first", "--cascade=background");
        await kubectl.OutputOfAsync("delete", "configmap", "second", "--cascade=orphan");

        await RawApi.UntilAsync(() => Api.GetAsync($"{Maps}/collected", Cancellation), child => child.Code == 404, Cancellation);
        Assert.Null((await Api.GetAsync($"{Maps}/orphaned", Cancellation)).Expect(200).Metadata("ownerReferences"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_bound_pod_is_deleted_gracefully_or_by_force(string version)
    {
        var kubectl = Kubectl(version);
        var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = Scope.Name("node") } };
        (await Api.PostAsync("/api/v1/nodes", node, Cancellation)).Expect(201);
        var bound = Pod("pod").Replace("spec:\n", $"spec:\n  nodeName: {Scope.Name("node")}\n", StringComparison.Ordinal);
        (await kubectl.RunWithInputAsync(bound, "create", "-f", "-")).Succeeded();

        await kubectl.OutputOfAsync("delete", "pod", "pod", "--wait=false");
        var ending = await kubectl.OutputOfAsync("get", "pod", "pod");
        var pod = await Api.GetAsync($"/api/v1/namespaces/{Scope.Namespace}/pods/pod", Cancellation);
        await kubectl.OutputOfAsync("delete", "pod", "pod", "--grace-period=0", "--force");
        var gone = await kubectl.RunAsync("get", "pod", "pod");

        Assert.Contains("Terminating", ending);
        Assert.Equal(30, pod.Metadata("deletionGracePeriodSeconds")!.GetValue<int>());
        Assert.Contains("(NotFound)", gone.Failed());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Delete_takes_selectors_and_tells_what_is_not_there(string version)
    {
        var kubectl = Kubectl(version);
        await CreatePoolAsync("first");
        await CreatePoolAsync("second");

        var deleted = Lines(Normal(await kubectl.OutputOfAsync("delete", "sp", "-l", $"scope={Scope.Id}")));
        var absent = await kubectl.RunAsync("delete", "sp", Scope.Name("first"));
        var ignored = await kubectl.OutputOfAsync("delete", "sp", Scope.Name("first"), "--ignore-not-found");

        Assert.Equal([$"spiderippool.spiderpool.spidernet.io \"{Scope.Name("first")}\" deleted",
            $"spiderippool.spiderpool.spidernet.io \"{Scope.Name("second")}\" deleted"], deleted);
        Assert.Equal($"Error from server (NotFound): spiderippools.spiderpool.spidernet.io \"{Scope.Name("first")}\" not found",
            Lines(absent.Failed())[^1]);
        Assert.Empty(ignored);
    }

    /// <summary>New versions of kubectl add the namespace.</summary>
    private string Normal(string output) => output.Replace($" from {Scope.Namespace} namespace", "", StringComparison.Ordinal);

    private async Task<RawResponse> CreateMapAsync(string name, RawResponse? owner = null, string? finalizer = null)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (owner is not null)
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["name"] = owner.Metadata("name")!.GetValue<string>(),
                ["uid"] = owner.Uid,
                ["blockOwnerDeletion"] = true,
            });
        if (finalizer is not null)
            metadata["finalizers"] = new JsonArray(finalizer);
        return (await Api.PostAsync(Maps, new JsonObject { ["metadata"] = metadata }, Cancellation)).Expect(201);
    }
}
