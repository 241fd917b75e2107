using System.Buffers;
using System.Text;
using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>
/// Reads <see cref="SpiderIPPoolStatus.AllocatedIPs"/>. The text is kept and later edited in place, so that records
/// keep their order and whatever keys others put into them.
/// </summary>
internal static partial class AllocationText
{
    /// <summary>Longest text that is read; an API server stores objects up to about 3 MB.</summary>
    private const int MaxLength = 8 << 20;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Parses the map. Offsets of the entries are into <paramref name="ascii"/>.</summary>
    /// <exception cref="FormatException">The text is no map from addresses to records; the message says where.</exception>
    public static List<LedgerEntry> Parse(string text, out string ascii)
    {
        if (text.Length > MaxLength) throw new FormatException($"it has {text.Length} characters, more than {MaxLength}");
        ascii = Ascii.IsValid(text) ? text : Escape(text);
        var utf8 = ArrayPool<byte>.Shared.Rent(ascii.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes(ascii, utf8);
            return Parse(utf8.AsSpan(0, length), ascii);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"it is not valid JSON: {Excerpt.Of(e.Message)}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static List<LedgerEntry> Parse(ReadOnlySpan<byte> utf8, string text)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("it is not a JSON object");
        // A record is about a hundred characters; growing the list copies it several times.
        var entries = new List<LedgerEntry>(text.Length / 100 + 1);
        var nic = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var address = ReadAddress(ref reader, text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FormatException($"the value of {address} is not an object");
            }
            var record = ReadRecord(ref reader, text, ref nic, address);
            entries.Add(new LedgerEntry(address, record, start, (int)reader.BytesConsumed));
        }
        // Reads to the end, so that anything after the object is an error.
        if (reader.Read()) throw new FormatException("something follows the JSON object");
        return entries;
    }

    private static Address ReadAddress(ref Utf8JsonReader reader, string text)
    {
        var key = reader.ValueIsEscaped ? reader.GetString() : Slice(ref reader, text);
        return Address.TryParse(key, out var address)
            ? address
            : throw new FormatException($"key \"{Excerpt.Of(key)}\" is not an IP address");
    }

    private static AllocationRecord ReadRecord(ref Utf8JsonReader reader, string text, ref string lastNic, Address address)
    {
        string pod = "", podUid = "";
        string? nic = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("pod"u8)) pod = ReadText(ref reader, text, address, "pod") ?? "";
            else if (reader.ValueTextEquals("podUid"u8)) podUid = ReadText(ref reader, text, address, "podUid") ?? "";
            else if (reader.ValueTextEquals("nic"u8))
            {
                nic = ReadText(ref reader, text, address, "nic", lastNic);
                lastNic = nic ?? lastNic;
            }
            else reader.Skip();
        }
        return new AllocationRecord(pod, podUid, nic);
    }

    /// <summary>Reads a string or null; gives <paramref name="likely"/> itself when it is equal, to make no copy.</summary>
    private static string? ReadText(ref Utf8JsonReader reader, string text, Address address, string key, string? likely = null)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) throw new FormatException($"\"{key}\" of {address} is not a string");
        if (likely is not null && reader.ValueTextEquals(likely)) return likely;
        return reader.ValueIsEscaped ? reader.GetString() : Slice(ref reader, text).ToString();
    }

    private static ReadOnlySpan<char> Slice(ref Utf8JsonReader reader, string text) =>
        text.AsSpan((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    /// <summary>Text of equal meaning in ASCII alone (JSON has other characters only in strings), so offsets are bytes.</summary>
    private static string Escape(string text)
    {
        var ascii = new StringBuilder(text.Length + 64);
        foreach (var c in text)
        {
            if (char.IsAscii(c)) ascii.Append(c);
            else ascii.Append($"\\u{(int)c:x4}");
        }
        return ascii.ToString();
    }
}
