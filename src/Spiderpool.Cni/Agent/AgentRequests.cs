using System.Text.Encodings.Web;
using System.Text.Json;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Cni.Agent;

/// <summary>
/// Writes the bodies of requests to the agent as <see cref="Api.ApiJson"/> would. That serializer itself would cost each
/// call of the plugin a millisecond and a third of its size.
/// </summary>
internal static class AgentRequests
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IpamAddArgs args) => Write(json =>
    {
        json.WriteString("containerID"u8, args.ContainerID);
        json.WriteString("ifName"u8, args.IfName);
        json.WriteString("netNamespace"u8, args.NetNamespace);
        json.WriteString("podNamespace"u8, args.PodNamespace);
        json.WriteString("podName"u8, args.PodName);
        json.WriteString("podUID"u8, args.PodUID);
        WriteTexts(json, "defaultIPv4IPPool"u8, args.DefaultIPv4IPPool);
        WriteTexts(json, "defaultIPv6IPPool"u8, args.DefaultIPv6IPPool);
        json.WriteBoolean("cleanGateway"u8, args.CleanGateway);
        json.WriteBoolean("matchMasterSubnet"u8, args.MatchMasterSubnet);
    });

    public static byte[] Write(IpamDelArgs args) => Write(json =>
    {
        json.WriteString("containerID"u8, args.ContainerID);
        json.WriteString("ifName"u8, args.IfName);
        if (args.NetNamespace is not null) json.WriteString("netNamespace"u8, args.NetNamespace);
        json.WriteString("podNamespace"u8, args.PodNamespace);
        json.WriteString("podName"u8, args.PodName);
        json.WriteString("podUID"u8, args.PodUID);
        if (args.IsReleaseConflictIPs is { } isConflict) json.WriteBoolean("isReleaseConflictIPs"u8, isConflict);
    });

    public static byte[] Write(GetCoordinatorArgs args) => Write(json =>
    {
        json.WriteString("podNamespace"u8, args.PodNamespace);
        json.WriteString("podName"u8, args.PodName);
        json.WriteString("podUID"u8, args.PodUID);
    });

    public static byte[] Write(IpamGcArgs args) => Write(json =>
    {
        json.WriteStartArray("validAttachments"u8);
        foreach (var attachment in args.ValidAttachments)
        {
            json.WriteStartObject();
            json.WriteString("containerID"u8, attachment.ContainerID);
            json.WriteString("ifName"u8, attachment.IfName);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static byte[] Write(PodNetworksArgs args) => Write(json =>
    {
        json.WriteString("podNamespace"u8, args.PodNamespace);
        json.WriteString("podName"u8, args.PodName);
        json.WriteString("podUID"u8, args.PodUID);
    });

    public static byte[] Write(NetworkStatusArgs args) => Write(json =>
    {
        json.WriteString("podNamespace"u8, args.PodNamespace);
        json.WriteString("podName"u8, args.PodName);
        json.WriteString("podUID"u8, args.PodUID);
        json.WriteStartArray("networks"u8);
        foreach (var network in args.Networks) Write(json, network);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, NetworkStatus network)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, network.Name);
        json.WriteString("interface"u8, network.Interface);
        WriteTexts(json, "ips"u8, network.Ips);
        if (network.Mac is { } mac) json.WriteString("mac"u8, mac);
        if (network.Mtu is { } mtu) json.WriteNumber("mtu"u8, mtu);
        json.WriteBoolean("default"u8, network.Default);
        WriteTexts(json, "gateway"u8, network.Gateway);
        json.WriteStartObject("dns"u8);
        if (network.Dns.Domain is { } domain) json.WriteString("domain"u8, domain);
        WriteTexts(json, "nameservers"u8, network.Dns.Nameservers);
        WriteTexts(json, "search"u8, network.Dns.Search);
        WriteTexts(json, "options"u8, network.Dns.Options);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var body = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> key, IReadOnlyList<string>? texts)
    {
        if (texts is null) return;
        json.WriteStartArray(key);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
