using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary>
/// The JSONPath of printer columns: <c>.a.b</c>, <c>['a\.b']</c>, <c>.a\.b</c>, <c>[0]</c>, <c>[*]</c>,
/// <c>[?(@.type=="Ready")]</c>.
/// </summary>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    private JsonPath()
    {
    }

    /// <exception cref="FormatException">With the offending part.</exception>
    public static JsonPath Parse(string text)
    {
        var path = new JsonPath();
        text = text.Trim().TrimStart('{').TrimEnd('}');
        var at = text.StartsWith('$') ? 1 : 0;
        if (at >= text.Length)
            throw new FormatException("is an empty JSON path");
        while (at < text.Length)
        {
            if (text[at] == '.')
                at = path.ReadName(text, at + 1);
            else if (text[at] == '[')
                at = path.ReadBracket(text, at + 1);
            else
                throw new FormatException($"unexpected '{text[at]}' at {at} in \"{text}\"");
        }

        return path;
    }

    public IEnumerable<JsonNode?> Find(JsonNode root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in _steps)
            found = found.SelectMany(step);
        return found.Where(node => node is not null);
    }

    private int ReadName(string text, int at)
    {
        var name = new StringBuilder();
        for (; at < text.Length && text[at] is not ('.' or '['); at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            else if (text[at] == ']')
                throw new FormatException($"unexpected ']' at {at} in \"{text}\"");
            name.Append(text[at]);
        }

        if (name.Length > 0)
            AddMember(name.ToString());
        return at;
    }

    private int ReadBracket(string text, int at)
    {
        var end = EndOfBracket(text, at);
        if (end <= at)
            throw new FormatException($"unclosed bracket at {at - 1} in \"{text}\"");
        var inner = text[at..end].Trim();
        if (inner == "*")
            _steps.Add(Every);
        else if (inner.StartsWith("?(", StringComparison.Ordinal) && inner.EndsWith(')'))
            AddFilter(inner[2..^1]);
        else if (inner[0] is '\'' or '"')
            AddMember(inner[1..^1].Replace("\\", "", StringComparison.Ordinal));
        else if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            _steps.Add(node => node is JsonArray list && (index < 0 ? list.Count + index : index) is >= 0 and var i && i < list.Count
                ? [list[i]] : []);
        else
            throw new FormatException($"cannot read [{inner}] in \"{text}\"");
        return end + 1;
    }

    /// <summary>Where the bracket ends that opened before, past texts and brackets inside; -1 when it does not.</summary>
    private static int EndOfBracket(string text, int at)
    {
        var (depth, quote) = (1, '\0');
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (quote != '\0')
                quote = text[at] == quote ? '\0' : quote;
            else if (text[at] is '\'' or '"')
                quote = text[at];
            else if (text[at] == '[')
                depth++;
            else if (text[at] == ']' && --depth == 0)
                return at;
        }

        return -1;
    }

    private void AddMember(string name) => _steps.Add(node => node.Member(name) is { } member ? [member] : []);

    private void AddFilter(string condition)
    {
        var sign = condition.Contains("!=", StringComparison.Ordinal) ? "!=" : "==";
        var parts = condition.Split(sign, 2);
        var left = Parse(parts[0].Trim().TrimStart('@'));
        if (parts.Length == 1)
        {
            _steps.Add(node => Every(node).Where(item => item is not null && left.Find(item).Any()));
            return;
        }

        var wanted = parts[1].Trim().Trim('"', '\'');
        _steps.Add(node => Every(node).Where(item => item is not null
            && left.Find(item).Any(value => (value.AsText() ?? value!.ToJsonString()) == wanted) == (sign == "==")));
    }

    private static IEnumerable<JsonNode?> Every(JsonNode? node) => node switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(member => member.Value),
        _ => [],
    };
}
