using System.Text.Json.Serialization;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class PoolSpec
{
    [JsonPropertyName("ipVersion")]
    public int? IpVersion { get; set; }

    [JsonPropertyName("subnet")]
    public string Subnet { get; set; } = "";

    [JsonPropertyName("ips")]
    public List<string> Ips { get; set; } = [];

    [JsonPropertyName("disable")]
    public bool? Disable { get; set; }
}
