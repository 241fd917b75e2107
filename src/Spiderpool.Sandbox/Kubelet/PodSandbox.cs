using Spiderpool.Addressing;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>The network namespace of a pod, as it is recorded from before it is made until after it is gone.</summary>
public sealed record PodSandbox
{
    /// <summary>64 hexadecimal digits, as those of the container runtimes.</summary>
    public required string Id { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>Path of the network namespace.</summary>
    public required string NetNs { get; init; }

    /// <summary>Name of the network that it is attached to.</summary>
    public required string Network { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the attachment is complete; what is left of a crash is not.</summary>
    public bool IsReady { get; init; }

    /// <summary>Addresses with the lengths of their subnets, in the order of the CNI result.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => $"{Namespace}/{Name}";

    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<Address> HostAddresses => Addresses.Select(text => Prefix.Parse(text).Address);
}
