using System.Text.Json.Serialization;

namespace Spiderpool.Api.AgentApi;

/// <summary>One interface of one sandbox.</summary>
public sealed record Attachment
{
    [JsonPropertyName("containerID")]
    public string ContainerID { get; init => field = value ?? ""; } = "";

    public string IfName { get; init => field = value ?? ""; } = "";
}
