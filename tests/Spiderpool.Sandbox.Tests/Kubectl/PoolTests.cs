using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>What a user does to pools with kubectl.</summary>
public sealed class PoolTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Get_lists_pools_with_the_columns_of_the_definition(string version)
    {
        await CreatePoolAsync("pool");
        await SetPoolStatusAsync("pool", total: 10, allocated: 3);
        var kubectl = Kubectl(version);

        var lines = Lines(await kubectl.OutputOfAsync("get", "sp", Scope.Name("pool")));
        var wide = Lines(await kubectl.OutputOfAsync("get", "spiderippools", Scope.Name("pool"), "-o", "wide"));

        Assert.Equal(["NAME", "VERSION", "SUBNET", "ALLOCATED-IP-COUNT", "TOTAL-IP-COUNT", "FREE", "DEFAULT", "AGE"], Words(lines[0]));
        Assert.Equal([Scope.Name("pool"), "4", "10.20.0.0/24", "3", "10", "7", "false"], Words(lines[1])[..^1]);
        Assert.Matches(@"^\d+s$", Words(lines[1])[^1]);
        Assert.Equal(["DISABLE", "NODENAME", "MULTUSNAME", "APP-NAMESPACE"], Words(wide[0])[7..^1]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Apply_creates_changes_and_leaves_a_pool(string version)
    {
        var kubectl = Kubectl(version);
        var name = $"spiderippool.spiderpool.spidernet.io/{Scope.Name("pool")}";

        var first = await kubectl.RunWithInputAsync(Pool("pool"), "apply", "-f", "-");
        var changed = await kubectl.RunWithInputAsync(Pool("pool", "  gateway: 10.20.0.1"), "apply", "-f", "-");
        var same = await kubectl.RunWithInputAsync(Pool("pool", "  gateway: 10.20.0.1"), "apply", "-f", "-");
        var without = await kubectl.RunWithInputAsync(Pool("pool"), "apply", "-f", "-");

        Assert.Equal($"{name} created\n", first.Succeeded());
        Assert.Equal($"{name} configured\n", changed.Succeeded());
        Assert.Equal($"{name} unchanged\n", same.Succeeded());
        Assert.Equal($"{name} configured\n", without.Succeeded());
        var pool = await ReadPoolAsync("pool");
        Assert.Equal(3, pool["metadata"]!["generation"]!.GetValue<int>());
        Assert.Null(pool["spec"]!["gateway"]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Patch_changes_a_pool(string version)
    {
        await CreatePoolAsync("pool");
        var kubectl = Kubectl(version);

        await kubectl.OutputOfAsync("patch", "sp", Scope.Name("pool"), "--type=merge", "-p", """{"spec":{"gateway":"10.20.0.1"}}""");
        await kubectl.OutputOfAsync("patch", "sp", Scope.Name("pool"), "--type=json",
            "-p", """[{"op":"add","path":"/spec/ips/-","value":"10.20.0.30"},{"op":"test","path":"/spec/gateway","value":"10.20.0.1"}]""");
        var strategic = await kubectl.RunAsync("patch", "sp", Scope.Name("pool"), "-p", """{"spec":{"disable":true}}""");

        var spec = (await ReadPoolAsync("pool"))["spec"]!;
        Assert.Equal("""["10.20.0.10-10.20.0.19","10.20.0.30"]""", spec["ips"]!.ToJsonString());
        Assert.Equal("10.20.0.1", spec["gateway"]!.GetValue<string>());
        // Only built-in kinds have strategic merge patches, which are kubectl's default.
        Assert.Contains("the body of the request was in an unknown format", strategic.Failed());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Watch_shows_a_pool_change_while_pods_come_and_go(string version)
    {
        await CreatePoolAsync("pool");
        await SetPoolStatusAsync("pool", total: 10, allocated: 0);
        // Of a list: of a single object kubectl drops the first event, as being the state that it has shown already.
        using var watch = Kubectl(version).Start("get", "sp", $"--selector=scope={Scope.Id}", "--watch");

        await watch.ReadUntilAsync(text => text.Contains(Scope.Name("pool"), StringComparison.Ordinal), Cancellation);
        var output = "";
        foreach (var allocated in new[] { 2, 3, 1 })
        {
            await SetPoolStatusAsync("pool", total: 10, allocated);
            output = await watch.ReadUntilAsync(text => Allocated(text).LastOrDefault() == $"{allocated}", Cancellation);
        }

        Assert.Equal(["0", "2", "3", "1"], Allocated(output));

        string[] Allocated(string text) =>
            [.. Lines(text).Skip(1).Select(Words).Where(words => words.Length == 8).Select(words => words[3])];
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_invalid_pool_is_refused_with_an_error_that_names_field_value_and_rule(string version)
    {
        var manifest = Pool("pool").Replace("ipVersion: 4", "ipVersion: 5", StringComparison.Ordinal);

        var refused = await Kubectl(version).RunWithInputAsync(manifest, "create", "-f", "-");

        Assert.Contains("spec.ipVersion: Unsupported value: 5: supported values: \"4\", \"6\"", refused.Failed());
        Assert.Contains($"\"{Scope.Name("pool")}\" is invalid", refused.Failed());
        Assert.Equal(404, (await Api.GetAsync($"{Pools}/{Scope.Name("pool")}", Cancellation)).Code);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_misspelt_field_is_refused_by_validation_and_dropped_without_it(string version)
    {
        var kubectl = Kubectl(version);
        var manifest = Pool("pool", "  gatway: 10.20.0.1");

        var refused = await kubectl.RunWithInputAsync(manifest, "create", "--validate=true", "-f", "-");
        var taken = await kubectl.RunWithInputAsync(manifest, "create", "--validate=false", "-f", "-");

        Assert.Matches("unknown field \"(spec\\.)?gatway\"", refused.Failed());
        taken.Succeeded();
        Assert.Null((await ReadPoolAsync("pool"))["spec"]!["gatway"]);
    }
}
