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

    /// <summary>Parses the map. Offsets of the entries are into <paramref name="kept"/>, a text of equal meaning.</summary>
    /// <exception cref="FormatException">The text is no map from addresses to records; the message says where.</exception>
    public static List<LedgerEntry> Parse(string text, out string kept)
    {
        if (text.Length > MaxLength) throw new FormatException($"it has {text.Length} characters, more than {MaxLength}");
        // A record is about a hundred characters; a growing list would be copied several times.
        var entries = new List<LedgerEntry>(text.Length / 90 + 1);
        kept = text;
        if (CanonicalText.TryParse(text, entries)) return entries;
        entries.Clear();
        kept = Ascii.IsValid(text) ? text : Escape(text);
        ParseAny(kept, entries);
        return entries;
    }

    private static void ParseAny(string ascii, List<LedgerEntry> entries)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(ascii.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes(ascii, utf8);
            ParseAny(utf8.AsSpan(0, length), entries);
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

    private static void ParseAny(ReadOnlySpan<byte> utf8, List<LedgerEntry> entries)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("it is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var key = reader.GetString();
            if (!Address.TryParse(key, out var address)) throw new FormatException($"key \"{Excerpt.Of(key)}\" is not an IP address");
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FormatException($"the value of {address} is not an object");
            }
            var record = ReadRecord(ref reader, address);
            entries.Add(new LedgerEntry { Address = address, Start = start, End = (int)reader.BytesConsumed, Decoded = record });
        }
        // Reads to the end, so that anything after the object is an error.
        if (reader.Read()) throw new FormatException("something follows the JSON object");
    }

    private static AllocationRecord ReadRecord(ref Utf8JsonReader reader, Address address)
    {
        string pod = "", podUid = "";
        string? nic = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("pod"u8)) pod = ReadText(ref reader, address, "pod") ?? "";
            else if (reader.ValueTextEquals("podUid"u8)) podUid = ReadText(ref reader, address, "podUid") ?? "";
            else if (reader.ValueTextEquals("nic"u8)) nic = ReadText(ref reader, address, "nic");
            else reader.Skip();
        }
        return new AllocationRecord(pod, podUid, nic);
    }

    private static string? ReadText(ref Utf8JsonReader reader, Address address, string key)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new FormatException($"\"{key}\" of {address} is not a string");
    }

    /// <summary>Text of equal meaning in ASCII alone (JSON has other characters only in strings), so offsets are bytes.</summary>
    private static string Escape(string text)
    {
        var ascii = new StringBuilder(text.Length + 64);
        var isEscape = false;
        foreach (var c in text)
        {
            if (char.IsAscii(c)) ascii.Append(c);
            else if (isEscape) throw new FormatException("it is not valid JSON: a backslash stands before a character outside ASCII");
            else ascii.Append($"\\u{(int)c:x4}");
            isEscape = c == '\\' && !isEscape;
        }
        return ascii.ToString();
    }
}
