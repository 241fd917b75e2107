using System.Text;
using System.Text.Json;
using CsCheck;
using Spiderpool.Addressing;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>The fast reader of canonical text and the general one agree with each other and with the library's reader.</summary>
public class TwoParsersTests
{
    private static readonly string[] Addresses = ["10.20.0.11", "10.20.0.12", "fd00::1", "fd00::ffff:1", "::"];

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 6],
        Gen.OneOfConst("shop/web-0", "ü池", "\"", "\\", "a\nb", "{}", "\",\"nic\":\"x", "\u007f"));

    private static readonly Gen<(string Address, AllocationRecord Record)[]> Records =
        Gen.Select(Name, Name, Gen.Null(Name), (pod, uid, nic) => new AllocationRecord(pod, uid, nic)).Array[Addresses.Length]
            .SelectMany(records => Gen.Int[0, Addresses.Length].Select(count => Addresses.Zip(records).Take(count).ToArray()));

    [Fact]
    public void Canonical_text_is_read_by_the_fast_reader_and_any_other_spelling_means_the_same() =>
        Gen.Select(Records, Gen.Int[0, 3]).Sample((records, style) =>
        {
            var canonical = Ledgers.Text(records.Select(r => Write(r.Address, r.Record, escape: false)));
            var spelled = style switch
            {
                0 => Ledgers.Text(records.Select(r => Write(r.Address, r.Record, escape: true))),
                1 => canonical.Replace("\":{", "\" : {", StringComparison.Ordinal),
                2 => canonical.Replace("\"}", "\",\"x\":[{}]}", StringComparison.Ordinal),
                _ => $" {canonical}\n",
            };
            var isPlain = records.Length > 0 && !canonical.Contains('\\');

            Assert.Equal(isPlain, CanonicalText.TryParse(canonical, []));
            Assert.Equal(
                records.Select(r => (Address.Parse(r.Address), r.Record)), Read(canonical));
            Assert.Equal(Read(canonical), Read(spelled));
        }, iter: 2_000);

    [Fact]
    public void What_the_fast_reader_takes_is_JSON_of_that_meaning() => (
        from records in Records
        let text = Ledgers.Text(records.Select(r => Write(r.Address, r.Record, escape: false)))
        from at in Gen.Int[0, text.Length]
        from removed in Gen.Int[0, 3]
        from inserted in Gen.OneOfConst("", "\"", "{", "}", ",", ":", " ", "\\", "a", "1", ".", "\t", "\"nic\":", "ü")
        select text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, inserted)).Sample(text =>
        {
            var entries = new List<LedgerEntry>();
            if (!CanonicalText.TryParse(text, entries)) return;

            Assert.Equal(ReadByLibrary(text), entries.Select(entry => (entry.Address, entry.ToRecord(text))));
        }, iter: 10_000);

    [Fact]
    public void What_the_general_reader_takes_is_what_the_library_takes() => (
        from records in Records
        let text = Ledgers.Text(records.Select(r => Write(r.Address, r.Record, escape: false)))
        from at in Gen.Int[0, text.Length]
        from removed in Gen.Int[0, 3]
        from inserted in Gen.OneOfConst("", "\"", "{", "}", ",", ":", " ", "\\", "\\ü", "\\\\ü", "\t", "\"x\":1,", "ü", "\u00a0")
        select text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, inserted)).Sample(text =>
        {
            (Address, AllocationRecord)[]? library = null, ours = null;
            try
            {
                library = ReadByLibrary(text);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
            }
            try
            {
                ours = Read(text);
            }
            catch (FormatException)
            {
            }

            Assert.Equal(library, ours);
        }, iter: 10_000);

    private static (Address, AllocationRecord)[] Read(string text) =>
        [.. AllocationText.Parse(text, out var kept).Select(entry => (entry.Address, entry.ToRecord(kept)))];

    private static (Address, AllocationRecord)[] ReadByLibrary(string text)
    {
        using var document = JsonDocument.Parse(text);
        return
        [
            .. document.RootElement.EnumerateObject().Select(member => (
                Address.Parse(member.Name),
                new AllocationRecord(Member(member.Value, "pod")!, Member(member.Value, "podUid")!, Member(member.Value, "nic")))),
        ];
    }

    private static string? Member(JsonElement record, string key) =>
        record.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static string Write(string address, AllocationRecord record, bool escape)
    {
        var nic = record.Nic is null ? "" : $",\"nic\":\"{Escape(record.Nic, escape)}\"";
        return $"\"{address}\":{{\"pod\":\"{Escape(record.Pod, escape)}\",\"podUid\":\"{Escape(record.PodUid, escape)}\"{nic}}}";
    }

    private static string Escape(string text, bool all)
    {
        var escaped = new StringBuilder();
        foreach (var c in text) escaped.Append(all || c is '"' or '\\' or < ' ' ? $"\\u{(int)c:x4}" : c);
        return escaped.ToString();
    }
}
