using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>Writes one record as the JSON member <c>"address":{"pod":...,"podUid":...,"nic":...}</c>.</summary>
internal static class RecordJson
{
    // The text is a string inside another JSON document and never HTML, so only what JSON itself needs is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="address">Key.</param>
    /// <param name="record">Holder.</param>
    /// <param name="former">The member that this one replaces, whose other keys are kept; empty for none.</param>
    public static string Write(Address address, AllocationRecord record, ReadOnlyMemory<char> former)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject(address.ToString());
            json.WriteString("pod"u8, record.Pod);
            json.WriteString("podUid"u8, record.PodUid);
            if (record.Nic is not null) json.WriteString("nic"u8, record.Nic);
            if (!former.IsEmpty) CopyOtherKeys(json, former);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan[1..^1]);
    }

    private static void CopyOtherKeys(Utf8JsonWriter json, ReadOnlyMemory<char> former)
    {
        using var document = JsonDocument.Parse($"{{{former}}}");
        foreach (var member in document.RootElement.EnumerateObject())
        {
            foreach (var property in member.Value.EnumerateObject())
            {
                if (property.Name is not ("pod" or "podUid" or "nic")) property.WriteTo(json);
            }
        }
    }
}
