namespace Spiderpool.Api.ControllerApi;

/// <summary>An address as one pool has it.</summary>
public sealed record AddressInPool
{
    public string Pool { get; init => field = value ?? ""; } = "";

    /// <summary>Whether <c>ips</c> without <c>excludeIPs</c> has it: a record can outlive an edit of these.</summary>
    public bool Usable { get; init; }

    /// <summary>The record; null when the pool gave the address to nobody.</summary>
    public AddressHolder? Holder { get; init; }

    /// <summary>What a scan would do with the record now.</summary>
    public GcFinding? Finding { get; init; }
}
