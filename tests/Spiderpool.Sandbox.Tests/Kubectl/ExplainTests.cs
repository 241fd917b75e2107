using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class ExplainTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Explain_tells_type_and_meaning_of_fields(string version)
    {
        var kubectl = Kubectl(version);

        var ips = await kubectl.OutputOfAsync("explain", "spiderippool.spec.ips");
        var ports = await kubectl.OutputOfAsync("explain", "pod.spec.containers.ports");
        var absent = await kubectl.RunAsync("explain", "spiderippool.spec.nothing");

        Assert.Matches(@"KIND: +SpiderIPPool\n", ips);
        Assert.Matches(@"FIELD: +ips <\[\]string>\n", ips);
        Assert.Contains("Addresses to give out", ips);
        Assert.Matches(@"\bcontainerPort\s+<integer> -required-", ports);
        Assert.Contains("field \"nothing\" does not exist", absent.Failed());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_API_is_listed(string version)
    {
        var kubectl = Kubectl(version);

        var resources = Lines(await kubectl.OutputOfAsync("api-resources", "--api-group=spiderpool.spidernet.io"));
        var versions = Lines(await kubectl.OutputOfAsync("api-versions"));

        var pools = Words(resources.Single(line => line.StartsWith("spiderippools ", StringComparison.Ordinal)));
        Assert.Equal(["spiderippools", "sp", "spiderpool.spidernet.io/v2beta1", "false", "SpiderIPPool"], pools);
        Assert.Contains("spiderpool.spidernet.io/v2beta1", versions);
        Assert.Contains("v1", versions);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Auth_can_i_asks_the_roles(string version)
    {
        var (kubectl, user) = (Kubectl(version), Scope.Name("jane"));
        Assert.Equal("yes\n", await kubectl.OutputOfAsync("auth", "can-i", "delete", "pods"));
        await kubectl.OutputOfAsync("create", "role", "reader", "--verb=get,list", "--resource=pods");
        await kubectl.OutputOfAsync("create", "rolebinding", "readers", "--role=reader", $"--user={user}");

        // A real server learns of the binding by a watch.
        await UntilAsync(() => kubectl.RunAsync("auth", "can-i", "list", "pods", $"--as={user}"), result => result.ExitCode == 0);
        var refused = await kubectl.RunAsync("delete", "pod", "any", $"--as={user}");

        Assert.StartsWith("no", (await kubectl.RunAsync("auth", "can-i", "delete", "pods", $"--as={user}")).Output);
        Assert.Equal($"Error from server (Forbidden): pods \"any\" is forbidden: User \"{user}\" cannot delete resource \"pods\" in API "
            + $"group \"\" in the namespace \"{Scope.Namespace}\"", refused.Failed());
    }

    private static async Task UntilAsync(Func<Task<KubectlResult>> run, Predicate<KubectlResult> condition)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (condition(await run()))
                return;
        }

        Assert.Fail("the roles do not take effect");
    }
}
