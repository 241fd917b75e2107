using System.Collections.Immutable;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>The CNI_ variables of a call, as containerd sets them; a test changes what it is about.</summary>
internal sealed record CniVariables(ImmutableDictionary<string, string> All)
{
    public const string ContainerId = "8f3c5d0a";

    public static CniVariables Of(string verb) => new(new Dictionary<string, string>
    {
        ["CNI_COMMAND"] = verb,
        ["CNI_CONTAINERID"] = ContainerId,
        ["CNI_NETNS"] = "/proc/self/ns/net",
        // The namespace of the test itself, in which no interface has such a name.
        ["CNI_NETNS_OVERRIDE"] = "1",
        ["CNI_IFNAME"] = "cni-test0",
        ["CNI_PATH"] = "/opt/cni/bin",
        ["CNI_ARGS"] = "IgnoreUnknown=1;K8S_POD_NAMESPACE=shop;K8S_POD_NAME=cart-0;K8S_POD_UID=6f1a",
    }.ToImmutableDictionary());

    public CniVariables With(string name, string? value) => new(value is null ? All.Remove(name) : All.SetItem(name, value));

    /// <summary>For an interface of a namespace that is not the test's.</summary>
    public CniVariables In(string netns, string ifName) =>
        With("CNI_NETNS", netns).With("CNI_NETNS_OVERRIDE", null).With("CNI_IFNAME", ifName);

    public string? Get(string name) => All.GetValueOrDefault(name);
}
