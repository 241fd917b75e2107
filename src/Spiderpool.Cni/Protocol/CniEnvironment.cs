namespace Spiderpool.Cni.Protocol;

/// <summary>The parameters of a call that come as environment variables (CNI spec, section Parameters), validated.</summary>
public sealed partial record CniEnvironment
{
    public required CniVerb Verb { get; init; }

    /// <summary>CNI_CONTAINERID: the sandbox. Empty for GC and STATUS.</summary>
    public string ContainerId { get; init; } = "";

    /// <summary>CNI_NETNS: path of the pod's network namespace. May be empty for DEL; empty for GC and STATUS.</summary>
    public string NetNs { get; init; } = "";

    /// <summary>CNI_IFNAME: interface in the pod. Empty for GC and STATUS.</summary>
    public string IfName { get; init; } = "";

    /// <summary>CNI_ARGS.</summary>
    public PodArguments Pod { get; init; } = PodArguments.None;

    /// <summary>CNI_PATH: folders with plugins, in the order of search. Empty when the runtime does not say.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>CNI_NETNS_OVERRIDE: the caller means it when CNI_NETNS is the plugin's own namespace.</summary>
    public bool NetNsOverride { get; init; }
}
