using System.Globalization;
using System.Text.RegularExpressions;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>One series of <c>apiserver_request_total</c>: requests that an API server has answered.</summary>
/// <param name="Verb">Of the request, as in <c>PUT</c> or <c>LIST</c>.</param>
/// <param name="Resource">Plural of the kind.</param>
/// <param name="Code">HTTP status of the answer.</param>
/// <param name="Count">How many.</param>
internal readonly partial record struct RequestCount(string Verb, string Resource, string Code, long Count)
{
    private const string Metric = "apiserver_request_total{";

    public bool IsRead => Verb is "GET" or "LIST";

    /// <summary>Whether it creates, changes or deletes, also when the server refuses.</summary>
    public bool IsWrite => Verb is "POST" or "PUT" or "PATCH" or "APPLY" or "DELETE" or "DELETECOLLECTION";

    /// <summary>Whether another writer was faster.</summary>
    public bool IsConflict => Code == "409";

    /// <param name="exposition">Prometheus text.</param>
    public static IEnumerable<RequestCount> Parse(string exposition) =>
        exposition.Split('\n').Where(line => line.StartsWith(Metric, StringComparison.Ordinal)).Select(ParseLine);

    private static RequestCount ParseLine(string line)
    {
        var labels = Label().Matches(line).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var count = (long)double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
        return new(
            labels.GetValueOrDefault("verb", ""), labels.GetValueOrDefault("resource", ""), labels.GetValueOrDefault("code", ""), count);
    }

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
