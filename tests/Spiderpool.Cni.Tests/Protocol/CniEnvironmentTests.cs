using Spiderpool.Api;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Protocol;

public sealed class CniEnvironmentTests
{
    private const string IdRule = "want at most 255 characters: a letter or digit, then letters, digits, '_', '.', '-'";

    private const string NameRule = "want 1 to 15 characters without '/', ':' and blanks";

    [Fact]
    public void All_variables_of_an_attachment_are_read()
    {
        var environment = CniEnvironment.Parse(CniVerb.Add, CniVariables.Of("ADD").With("CNI_PATH", "/a::/b:").Get);

        Assert.Equal(CniVerb.Add, environment.Verb);
        Assert.Equal(CniVariables.ContainerId, environment.ContainerId);
        Assert.Equal("/proc/self/ns/net", environment.NetNs);
        Assert.Equal("cni-test0", environment.IfName);
        Assert.Equal(["/a", "/b"], environment.Path);
        Assert.Equal(new PodArguments("cart-0", "shop", "6f1a"), environment.Pod);
        Assert.Equal("shop/cart-0", environment.Pod.ToString());
        Assert.True(environment.NetNsOverride);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var failure = Assert.Throws<ReasonException>(() => CniEnvironment.Parse(CniVerb.Check, CniVariables.Of("CHECK")
            .With("CNI_CONTAINERID", "../x").With("CNI_IFNAME", null).With("CNI_NETNS", "run/netns/a")
            .With("CNI_ARGS", "K8S_POD_NAME").Get));

        Assert.Same(Reason.InvalidEnvironment, failure.Reason);
        Assert.Equal(4, failure.Reason.CniCode);
        Assert.Equal(
            $"CHECK: CNI_CONTAINERID is \"../x\", {IdRule}; CNI_IFNAME is not set; "
            + "CNI_NETNS is \"run/netns/a\", want an absolute path of at most 4096 characters; "
            + "CNI_ARGS has \"K8S_POD_NAME\", want KEY=value",
            failure.Detail);
    }

    [Theory]
    [InlineData("ADD", "CNI_CONTAINERID")]
    [InlineData("ADD", "CNI_NETNS")]
    [InlineData("ADD", "CNI_IFNAME")]
    [InlineData("DEL", "CNI_CONTAINERID")]
    [InlineData("DEL", "CNI_IFNAME")]
    [InlineData("CHECK", "CNI_CONTAINERID")]
    [InlineData("CHECK", "CNI_NETNS")]
    [InlineData("CHECK", "CNI_IFNAME")]
    public void A_variable_that_the_verb_needs_must_be_set(string verb, string name)
    {
        foreach (var value in (string?[])[null, ""])
        {
            var failure = Assert.Throws<ReasonException>(() =>
                CniEnvironment.Parse(CniVerbExtensions.ParseVerb(verb), CniVariables.Of(verb).With(name, value).Get));
            Assert.Equal($"{verb}: {name} is not set", failure.Detail);
        }
    }

    [Fact]
    public void DEL_needs_no_namespace() =>
        Assert.Equal("", CniEnvironment.Parse(CniVerb.Del, CniVariables.Of("DEL").With("CNI_NETNS", null).Get).NetNs);

    [Theory]
    [InlineData(CniVerb.Gc)]
    [InlineData(CniVerb.Status)]
    public void Verbs_of_a_network_need_nothing(CniVerb verb)
    {
        var environment = CniEnvironment.Parse(verb, _ => null);

        Assert.Equal(("", "", ""), (environment.ContainerId, environment.NetNs, environment.IfName));
        Assert.False(environment.NetNsOverride);
        Assert.Empty(environment.Path);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("eth0.100")]
    [InlineData("abcdefghijklmno")]
    [InlineData("...")]
    public void A_name_that_the_kernel_takes_is_taken(string name) =>
        Assert.Equal(name, CniEnvironment.Parse(CniVerb.Add, CniVariables.Of("ADD").With("CNI_IFNAME", name).Get).IfName);

    [Theory]
    [InlineData("abcdefghijklmnop")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a:1")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void A_name_that_the_kernel_refuses_is_refused(string name) => Assert.Equal(
        $"ADD: CNI_IFNAME is \"{name}\", {NameRule}",
        Assert.Throws<ReasonException>(() =>
            CniEnvironment.Parse(CniVerb.Add, CniVariables.Of("ADD").With("CNI_IFNAME", name).Get)).Detail);

    [Theory]
    [InlineData("ADD\n", "ADD ")]
    [InlineData("add", "add")]
    [InlineData("UPDATE", "UPDATE")]
    public void An_unknown_verb_is_refused_with_the_list(string text, string shown)
    {
        var failure = Assert.Throws<ReasonException>(() => CniVerbExtensions.ParseVerb(text));

        Assert.Same(Reason.InvalidEnvironment, failure.Reason);
        Assert.Equal($"CNI_COMMAND is \"{shown}\", want ADD, DEL, CHECK, GC, STATUS or VERSION", failure.Detail);
    }

    [Fact]
    public void Hostile_values_are_quoted_in_part_on_one_line()
    {
        var failure = Assert.Throws<ReasonException>(() => CniEnvironment.Parse(
            CniVerb.Add, CniVariables.Of("ADD").With("CNI_CONTAINERID", "a\nb" + new string('x', 100_000)).Get));

        Assert.Equal($"ADD: CNI_CONTAINERID is \"a b{new string('x', 77)}… (100003 characters)\", {IdRule}", failure.Detail);
    }
}
