using CsCheck;
using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class PodArgumentsTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData(";;", "", "", "")]
    [InlineData("K8S_POD_NAME=a;K8S_POD_NAMESPACE=b;K8S_POD_UID=c", "a", "b", "c")]
    [InlineData(" K8S_POD_NAME=a ; K8S_POD_NAMESPACE=b ;", "a", "b", "")]
    [InlineData("K8S_POD_INFRA_CONTAINER_ID=0f;K8S_POD_NAME=web-0.x_y", "web-0.x_y", "", "")]
    [InlineData("IgnoreUnknown=1;MAC=02:00:00:00:00:01;K8S_POD_UID=6f1a-22", "", "", "6f1a-22")]
    [InlineData("X=1;IgnoreUnknown=TRUE", "", "", "")]
    [InlineData("K8S_POD_NAME=a;K8S_POD_NAME=b", "b", "", "")]
    [InlineData("K8S_POD_NAME=", "", "", "")]
    public void Pairs_name_the_pod(string text, string name, string podNamespace, string uid)
    {
        var faults = new List<string>();

        Assert.Equal(new PodArguments(name, podNamespace, uid), PodArguments.Parse(text, faults));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("A=1", "CNI_ARGS has the unknown key \"A\" and no IgnoreUnknown=1")]
    [InlineData("IgnoreUnknown=0;A=1;B=2", "CNI_ARGS has the unknown key \"A\" and no IgnoreUnknown=1")]
    [InlineData("ignoreunknown=1", "CNI_ARGS has the unknown key \"ignoreunknown\" and no IgnoreUnknown=1")]
    [InlineData("IgnoreUnknown=1;x", "CNI_ARGS has \"x\", want KEY=value")]
    [InlineData("=x", "CNI_ARGS has \"=x\", want KEY=value")]
    [InlineData("K8S_POD_NAME=a/b", "CNI_ARGS has K8S_POD_NAME=\"a/b\", want at most 253 letters, digits, '-', '.' and '_'")]
    [InlineData("K8S_POD_NAMESPACE=a=b", "CNI_ARGS has K8S_POD_NAMESPACE=\"a=b\", want at most 63 letters, digits, '-', '.' and '_'")]
    [InlineData("K8S_POD_UID=ü", "CNI_ARGS has K8S_POD_UID=\"ü\", want at most 128 letters, digits, '-', '.' and '_'")]
    public void A_fault_is_named(string text, string fault)
    {
        var faults = new List<string>();

        PodArguments.Parse(text, faults);

        Assert.Equal([fault], faults);
    }

    [Fact]
    public void Lengths_are_those_of_the_Kubernetes_API()
    {
        foreach (var (key, limit) in new[] { ("K8S_POD_NAME", 253), ("K8S_POD_NAMESPACE", 63), ("K8S_POD_UID", 128) })
        {
            var faults = new List<string>();
            PodArguments.Parse($"{key}={new string('a', limit)}", faults);
            Assert.Empty(faults);
            PodArguments.Parse($"{key}={new string('a', limit + 1)}", faults);
            Assert.Single(faults);
        }
    }

    [Theory]
    [InlineData("", "", "K8S_POD_NAME")]
    [InlineData("", "ns", "K8S_POD_NAME")]
    [InlineData("pod", "", "K8S_POD_NAMESPACE")]
    public void Require_fails_for_an_unnamed_pod(string name, string podNamespace, string missing)
    {
        var pod = new PodArguments(name, podNamespace, "uid");

        Assert.False(pod.IsNamed);
        Assert.Equal($"InvalidEnvironment: CNI_ARGS has no {missing}: addresses are allocated to a named pod",
            Assert.Throws<ReasonException>(pod.Require).Message);
    }

    [Fact]
    public void Any_text_gives_a_pod_or_a_fault_of_one_line() => Gen.String.Sample(text =>
    {
        var faults = new List<string>();
        var pod = PodArguments.Parse("IgnoreUnknown=1;K8S_POD_NAME=" + text, faults);
        Assert.All(faults, fault => Assert.DoesNotContain('\n', fault));
        if (faults.Count == 0) Assert.Equal(text.Split(';')[0].Trim(), pod.Name);
    });
}
