using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Installation;

namespace Spiderpool.Controller.Tests.Installation;

/// <summary>The SpiderMultusConfig of the CNI network that a node has (spec/components.md 6).</summary>
public sealed class OverlayNetworkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cni-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"cniVersion":"0.3.1","name":"lan","type":"macvlan","master":"eth0"}""", "lan", "macvlan", "eth0")]
    [InlineData("""{"name":"cbr0","plugins":[{"type":"flannel"},{"type":"portmap"}]}""", "cbr0", "flannel", null)]
    [InlineData("""{"name":"empty","type":"bridge","plugins":[]}""", "empty", "bridge", null)]
    public void First_file_names_the_network(string text, string name, string type, string? master)
    {
        Write("10-net.conflist", text);
        Write("20-later.conf", """{"name":"later","type":"ipvlan"}""");
        Write("00-readme.txt", "not a configuration");

        Assert.Equal(new OverlayNetwork(name, type, master), OverlayNetwork.Find(_folder.FullName));
    }

    [Fact]
    public void What_stands_in_front_of_the_network_does_not_count()
    {
        Write("00-multus.conf", """{"name":"multus-cni-network","type":"multus"}""");
        Write("00-spiderpool.conflist", """{"name":"spiderpool","plugins":[{"type":"multinic"}]}""");
        Write("10-calico.conflist", """{"name":"k8s-pod-network","plugins":[{"type":"calico"}]}""");

        Assert.Equal("k8s-pod-network", OverlayNetwork.Find(_folder.FullName)!.Name);
    }

    [Fact]
    public void No_folder_and_no_file_are_no_network()
    {
        Assert.Null(OverlayNetwork.Find(_folder.FullName));
        Assert.Null(OverlayNetwork.Find(Path.Combine(_folder.FullName, "missing")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":"bridge"}""")]
    [InlineData("""{"name":"x","plugins":[{}]}""")]
    [InlineData("""{"name":7,"type":"bridge"}""")]
    public void Unreadable_file_is_named(string text)
    {
        Write("10-broken.conf", text);

        var error = Assert.Throws<ReasonException>(() => OverlayNetwork.Find(_folder.FullName));

        Assert.Equal(Reason.InvalidConfiguration, error.Reason);
        Assert.Contains("10-broken.conf", error.Message);
    }

    [Theory]
    [InlineData("macvlan", "eth0", "macvlan")]
    [InlineData("ipvlan", "eth0", "ipvlan")]
    [InlineData("ipoib", "ib0", "ipoib")]
    [InlineData("macvlan", null, "custom")]
    [InlineData("sriov", null, "custom")]
    [InlineData("flannel", null, "custom")]
    public void Kind_is_kept_where_the_file_says_all_that_it_needs(string type, string? master, string expected)
    {
        var config = DefaultObjects.MultusConfig(Options(), new OverlayNetwork("lan", type, master))!;

        Assert.Equal(("kube-system", "lan", expected, false),
            (config.Metadata.Namespace, config.Metadata.Name, config.Spec.CniType, config.Spec.EnableCoordinator));
        Assert.Equal(expected == "macvlan" ? master : null, config.Spec.Macvlan?.Master.Single());
    }

    [Fact]
    public void Calico_has_a_name_of_its_own()
    {
        var config = DefaultObjects.MultusConfig(Options(), new OverlayNetwork("k8s-pod-network", "calico", null))!;

        Assert.Equal("calico", config.Metadata.Name);
        Assert.Equal("k8s-pod-network", config.Metadata.Annotations![DefaultObjects.CustomResourceName]);
    }

    [Theory]
    [InlineData(null, "default")]
    [InlineData("chosen", "chosen")]
    public void Without_a_file_the_given_name_or_default_is_taken(string? given, string expected)
    {
        var config = DefaultObjects.MultusConfig(Options() with { DefaultCniName = given }, found: null)!;

        Assert.Equal((expected, CniType.Custom), (config.Metadata.Name, config.Spec.CniType));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static InitOptions Options() => new() { Namespace = "kube-system", EnableMultusConfig = true };
}
