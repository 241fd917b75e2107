using System.Net;
using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Configuration;

/// <summary>Reads typed values and collects each bad one, so that a user sees all errors at once.</summary>
public sealed class ConfigurationReader(Func<string, string?> source, string origin, List<string> errors)
{
    private static readonly char[] WordBreaks = [',', ' ', '\t', '\n', '[', ']', '"', '\''];

    public string Text(string key, string absent) => source(key) is { Length: > 0 } value ? value : absent;

    public string Required(string key)
    {
        if (source(key) is { Length: > 0 } value) return value;
        errors.Add($"{origin} {key} is not set, it is required");
        return "";
    }

    /// <summary>Items between commas, without blanks around them and without empty ones.</summary>
    public IReadOnlyList<string> List(string key, params string[] absent) => source(key) is { } value
        ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : absent;

    /// <summary>
    /// Items between commas or blanks. Brackets and quotes around them do not count, so a JSON list is read too, and a list as a
    /// template engine prints it.
    /// </summary>
    public IReadOnlyList<string> Words(string key) =>
        (source(key) ?? "").Split(WordBreaks, StringSplitOptions.RemoveEmptyEntries);

    public TimeSpan Seconds(string key, int absent, int min, int max) => TimeSpan.FromSeconds(Number(key, absent, min, max));

    public bool Flag(string key, bool absent) => Read(key, absent, "true or false", (string text, out bool value) =>
        bool.TryParse(text, out value));

    public int Number(string key, int absent, int min, int max) =>
        Read(key, absent, $"a whole number from {min} to {max}", (string text, out int value) =>
            int.TryParse(text, out value) && value >= min && value <= max);

    /// <summary>Null when absent.</summary>
    public IPAddress? Address(string key) => Read<IPAddress?>(key, null, "an IP address", IPAddress.TryParse);

    public T OneOf<T>(string key, T absent, IReadOnlyDictionary<string, T> choices) =>
        Read(key, absent, $"one of {string.Join(", ", choices.Keys)}", (string text, out T value) =>
            choices.TryGetValue(text.ToLowerInvariant(), out value!));

    private delegate bool Parser<T>(string text, out T value);

    private T Read<T>(string key, T absent, string wanted, Parser<T> parse)
    {
        if (source(key) is not { Length: > 0 } text) return absent;
        if (parse(text, out var value)) return value;
        errors.Add($"{origin} {key} is \"{Excerpt.Of(text)}\", it must be {wanted}");
        return absent;
    }

    public static void ThrowIfAny(List<string> errors)
    {
        if (errors.Count > 0) throw new ReasonException(Reason.InvalidConfiguration, string.Join("; ", errors));
    }
}
