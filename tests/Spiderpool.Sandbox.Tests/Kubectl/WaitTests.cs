using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class WaitTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Wait_ends_when_a_condition_becomes_true(string version)
    {
        var kubectl = Kubectl(version);
        (await kubectl.RunWithInputAsync(Pod("pod"), "create", "-f", "-")).Succeeded();
        var early = await kubectl.RunAsync("wait", "pod/pod", "--for=condition=Ready", "--timeout=1s");

        var waiting = kubectl.RunAsync("wait", "pod/pod", "--for=condition=Ready", "--timeout=50s");
        (await Api.MergeAsync($"/api/v1/namespaces/{Scope.Namespace}/pods/pod/status", new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
            },
        }, Cancellation)).Expect(200);

        Assert.Contains("timed out waiting for the condition", early.Failed());
        Assert.Equal("pod/pod condition met\n", (await waiting).Succeeded());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Wait_ends_when_an_object_is_deleted(string version)
    {
        await CreatePoolAsync("pool");

        using var waiting = Kubectl(version).Start("wait", $"sp/{Scope.Name("pool")}", "--for=delete", "--timeout=50s", "-v=6");
        await waiting.ReadErrorUntilAsync(line => line.Contains("watch=true", StringComparison.Ordinal), Cancellation);
        (await Api.DeleteAsync($"{Pools}/{Scope.Name("pool")}", Cancellation)).Expect(200);

        (await waiting.EndAsync(Cancellation)).Succeeded();
    }

    [Fact]
    public async Task Wait_ends_when_a_field_has_its_value()
    {
        var version = KubectlBinaries.Newest;
        Assert.SkipWhen(version is "none" or "1.20", "kubectl 1.20 and older cannot wait for a field");
        await CreatePoolAsync("pool");

        var waiting = Kubectl(version).RunAsync(
            "wait", $"sp/{Scope.Name("pool")}", "--for=jsonpath={.status.allocatedIPCount}=7", "--timeout=50s");
        await SetPoolStatusAsync("pool", 10, 7);

        Assert.Equal($"spiderippool.spiderpool.spidernet.io/{Scope.Name("pool")} condition met\n", (await waiting).Succeeded());
    }
}
