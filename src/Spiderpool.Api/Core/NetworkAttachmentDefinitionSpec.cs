using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiderpool.Api.Core;

public sealed record NetworkAttachmentDefinitionSpec
{
    /// <summary>CNI configuration, JSON text; null for the file of the same name on the node.</summary>
    public string? Config { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherFields { get; set; }
}
