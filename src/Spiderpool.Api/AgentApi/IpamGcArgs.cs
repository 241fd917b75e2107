namespace Spiderpool.Api.AgentApi;

/// <summary>Body of POST /v1/ipam/gc: the attachments that the runtime of this node still has (CNI spec 1.1, GC).</summary>
public sealed record IpamGcArgs
{
    public IReadOnlyList<Attachment> ValidAttachments { get; init => field = value ?? []; } = [];
}
