namespace Spiderpool.Cni.Protocol;

/// <summary>An interface that a plugin made.</summary>
public sealed record CniInterface
{
    public required string Name { get; init; }

    public string? Mac { get; init; }

    /// <summary>Path of the network namespace; null for an interface of the host.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Since 1.1.0.</summary>
    public int? Mtu { get; init; }

    /// <summary>Since 1.1.0: socket of a user-space interface.</summary>
    public string? SocketPath { get; init; }

    /// <summary>Since 1.1.0: PCI address of the device.</summary>
    public string? PciId { get; init; }
}
