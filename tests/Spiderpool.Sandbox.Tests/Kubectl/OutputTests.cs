using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class OutputTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Get_prints_every_form_of_output(string version)
    {
        await CreatePoolAsync("pool");
        var (kubectl, name) = (Kubectl(version), Scope.Name("pool"));

        var json = JsonNode.Parse(await kubectl.OutputOfAsync("get", "sp", name, "-o", "json"))!;
        var yaml = await kubectl.OutputOfAsync("get", "sp", name, "-o", "yaml");
        var list = JsonNode.Parse(await kubectl.OutputOfAsync("get", "sp", "-l", $"scope={Scope.Id}", "-o", "json"))!;

        Assert.Equal("SpiderIPPool", json["kind"]!.GetValue<string>());
        Assert.Equal("10.20.0.0/24", json["spec"]!["subnet"]!.GetValue<string>());
        Assert.Contains("\n  subnet: 10.20.0.0/24\n", yaml);
        Assert.Equal("List", list["kind"]!.GetValue<string>());
        Assert.Single(list["items"]!.AsArray());
        Assert.Equal($"spiderippool.spiderpool.spidernet.io/{name}\n", await kubectl.OutputOfAsync("get", "sp", name, "-o", "name"));
        Assert.Equal("10.20.0.0/24 10.20.0.10-10.20.0.19",
            await kubectl.OutputOfAsync("get", "sp", name, "-o", "jsonpath={.spec.subnet} {.spec.ips[0]}"));
        Assert.Equal($"NAME{new string(' ', name.Length - 4)}   NET\n{name}   10.20.0.0/24\n",
            await kubectl.OutputOfAsync("get", "sp", name, "-o", "custom-columns=NAME:.metadata.name,NET:.spec.subnet"));
        Assert.Equal("4", await kubectl.OutputOfAsync("get", "sp", name, "-o", "go-template={{.spec.ipVersion}}"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Get_selects_by_labels_fields_and_pages(string version)
    {
        var kubectl = Kubectl(version);
        for (var i = 0; i < 3; i++)
            (await kubectl.RunWithInputAsync(Pod($"pod-{i}"), "create", "-f", "-")).Succeeded();
        await kubectl.OutputOfAsync("label", "pod", "pod-1", "pod-2", "chosen=yes");

        Assert.Equal(["pod/pod-1", "pod/pod-2"], await NamesAsync("-l", "chosen in (yes,no)"));
        Assert.Equal(["pod/pod-0"], await NamesAsync("-l", "!chosen"));
        Assert.Equal(["pod/pod-1"], await NamesAsync("--field-selector", "metadata.name=pod-1"));
        Assert.Equal(["pod/pod-0", "pod/pod-1", "pod/pod-2"], await NamesAsync("--chunk-size=1"));
        Assert.Equal(["NAME", "READY", "STATUS", "RESTARTS", "AGE"], Words(Lines(await kubectl.OutputOfAsync("get", "pods"))[0]));
        Assert.Equal(["pod-0", "0/2", "Pending", "0"], Words(Lines(await kubectl.OutputOfAsync("get", "pods"))[1])[..4]);
        Assert.Equal("No resources found in " + Scope.Namespace + " namespace.",
            (await kubectl.RunAsync("get", "pods", "-l", "chosen=never")).Error.Trim());
        Assert.Equal("Error from server (NotFound): pods \"pod-9\" not found", (await kubectl.RunAsync("get", "pod", "pod-9")).Failed());

        async Task<string[]> NamesAsync(params string[] selection) =>
            Lines(await kubectl.OutputOfAsync(["get", "pods", "-o", "name", .. selection]));
    }
}
