using System.Text.Json;

namespace Spiderpool.Cni.Protocol;

/// <summary>Writes a result in the shape of the version that was asked for.</summary>
internal static class CniResultWriter
{
    public static void Write(Utf8JsonWriter json, CniResult result, CniVersion version)
    {
        json.WriteStartObject();
        json.WriteString("cniVersion"u8, version.ToString());
        if (result.Interfaces.Count > 0) WriteInterfaces(json, result.Interfaces, version);
        if (result.Ips.Count > 0) WriteAddresses(json, result.Ips, version);
        if (result.Routes.Count > 0) WriteRoutes(json, result.Routes, version);
        json.WritePropertyName("dns"u8);
        WriteDns(json, result.Dns);
        json.WriteEndObject();
    }

    private static void WriteInterfaces(Utf8JsonWriter json, IReadOnlyList<CniInterface> interfaces, CniVersion version)
    {
        json.WriteStartArray("interfaces"u8);
        foreach (var item in interfaces)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, item.Name);
            WriteText(json, "mac"u8, item.Mac);
            if (version == CniVersion.V110) WriteNumber(json, "mtu"u8, item.Mtu);
            WriteText(json, "sandbox"u8, item.Sandbox);
            if (version == CniVersion.V110)
            {
                WriteText(json, "socketPath"u8, item.SocketPath);
                WriteText(json, "pciID"u8, item.PciId);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAddresses(Utf8JsonWriter json, IReadOnlyList<CniAddress> ips, CniVersion version)
    {
        json.WriteStartArray("ips"u8);
        foreach (var ip in ips)
        {
            json.WriteStartObject();
            if (version.AddressesSayFamily) json.WriteString("version"u8, ip.Address.Address.IsIPv4 ? "4"u8 : "6"u8);
            WriteNumber(json, "interface"u8, ip.Interface);
            json.WriteString("address"u8, ip.Address.ToString());
            WriteText(json, "gateway"u8, ip.Gateway?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRoutes(Utf8JsonWriter json, IReadOnlyList<CniRoute> routes, CniVersion version)
    {
        json.WriteStartArray("routes"u8);
        foreach (var route in routes)
        {
            json.WriteStartObject();
            json.WriteString("dst"u8, route.Destination.ToString());
            WriteText(json, "gw"u8, route.Gateway?.ToString());
            if (version == CniVersion.V110)
            {
                WriteNumber(json, "mtu"u8, route.Mtu);
                WriteNumber(json, "advmss"u8, route.AdvMss);
                WriteNumber(json, "priority"u8, route.Priority);
                WriteNumber(json, "table"u8, route.Table);
                WriteNumber(json, "scope"u8, route.Scope);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDns(Utf8JsonWriter json, CniDns dns)
    {
        json.WriteStartObject();
        WriteTexts(json, "nameservers"u8, dns.Nameservers);
        WriteText(json, "domain"u8, dns.Domain);
        WriteTexts(json, "search"u8, dns.Search);
        WriteTexts(json, "options"u8, dns.Options);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> key, string? value)
    {
        if (value is { Length: > 0 }) json.WriteString(key, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> key, int? value)
    {
        if (value is { } number) json.WriteNumber(key, number);
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> key, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        json.WriteStartArray(key);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
