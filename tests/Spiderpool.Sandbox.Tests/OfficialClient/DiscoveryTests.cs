using k8s;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

[Trait("Category", "ApiServer")]
public class DiscoveryTests(ApiServerFixture server)
{
    [Fact]
    public async Task Custom_resources_are_discovered_with_their_short_names_and_subresources()
    {
        using var client = new k8s.Kubernetes(server.ClientConfiguration());

        var resources = await client.CustomObjects.GetAPIResourcesAsync("spiderpool.spidernet.io", "v2beta1",
            TestContext.Current.CancellationToken);

        var pools = resources.Resources.Single(resource => resource.Name == "spiderippools");
        Assert.Equal("SpiderIPPool", pools.Kind);
        Assert.Equal(["sp"], pools.ShortNames);
        Assert.False(pools.Namespaced);
        Assert.Contains("watch", pools.Verbs);
        Assert.Contains(resources.Resources, resource => resource.Name == "spiderippools/status");
    }

    [Fact]
    public async Task A_scope_has_a_namespace_until_it_is_disposed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        string name;
        await using (var scope = await server.OpenScopeAsync(cancellation))
        {
            name = scope.Namespace;
            Assert.Equal("Active", (await server.Api.GetAsync($"/api/v1/namespaces/{name}", cancellation)).Expect(200)
                .Body["status"]!["phase"]!.GetValue<string>());
        }

        var after = await server.Api.GetAsync($"/api/v1/namespaces/{name}", cancellation);
        Assert.True(after.Code == 404 || after.Metadata("deletionTimestamp") is not null);
    }
}
