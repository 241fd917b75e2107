using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>Reads the text form of label selectors, which list and watch requests carry.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private static readonly string[] Signs = ["!=", "==", "=", "!", "<", ">", "(", ")", ","];

    private int _at;

    public ImmutableArray<LabelRequirement> Parse()
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        var expected = "!, identifier, or 'end of string'";
        do
        {
            if (Peek() is "" or "=" or "==" or "!=" or "<" or ">" or "(" or ")" or ",")
                throw Found(expected);
            requirements.Add(ReadRequirement());
            expected = "identifier after ','";
        }
        while (Accept(","));
        return Peek().Length == 0 ? requirements.ToImmutable() : throw Found("',' or 'end of string'");
    }

    private LabelRequirement ReadRequirement()
    {
        var absent = Accept("!");
        var key = ReadWord();
        if (MetadataRules.LabelKeyError(key) is { } wrong)
            throw Failed($"<nil>: Invalid value: \"{key}\": {wrong}");
        if (absent)
            return new LabelRequirement(key, LabelOperator.DoesNotExist, []);
        var sign = Peek();
        if (sign is "" or ",")
            return new LabelRequirement(key, LabelOperator.Exists, []);
        _at += sign.Length;
        var requirement = sign switch
        {
            "=" or "==" => new LabelRequirement(key, LabelOperator.In, [ReadValue()]),
            "!=" => new LabelRequirement(key, LabelOperator.NotIn, [ReadValue()]),
            "in" => new LabelRequirement(key, LabelOperator.In, ReadValues()),
            "notin" => new LabelRequirement(key, LabelOperator.NotIn, ReadValues()),
            ">" => new LabelRequirement(key, LabelOperator.GreaterThan, [ReadNumber()]),
            "<" => new LabelRequirement(key, LabelOperator.LessThan, [ReadNumber()]),
            _ => throw Failed($"found '{sign}', expected: in, notin, =, ==, !=, gt, lt"),
        };
        foreach (var value in requirement.Values)
        {
            if (MetadataRules.LabelValueError(value) is { } wrongValue)
                throw Failed($"values[0][{key}]: Invalid value: \"{value}\": {wrongValue}");
        }

        return requirement;
    }

    private ImmutableArray<string> ReadValues()
    {
        if (!Accept("("))
            throw Unexpected("'('");
        var values = ImmutableArray.CreateBuilder<string>();
        do
            values.Add(ReadValue());
        while (Accept(","));
        return Accept(")") ? values.ToImmutable() : throw Unexpected("',' or ')'");
    }

    /// <summary>A value may be empty.</summary>
    private string ReadValue() => Peek() is "" or "," or ")" ? "" : ReadWord();

    private string ReadNumber()
    {
        var word = ReadWord();
        return long.TryParse(word, out _)
            ? word
            : throw Failed($"for 'Gt', 'Lt' operators, the value must be an integer: {word}");
    }

    private string ReadWord()
    {
        var word = Peek();
        if (word.Length == 0 || Signs.Contains(word))
            throw Unexpected("identifier");
        _at += word.Length;
        return word;
    }

    private bool Accept(string sign)
    {
        if (Peek() != sign)
            return false;
        _at += sign.Length;
        return true;
    }

    /// <summary>The next sign or word after blanks; empty at the end.</summary>
    private string Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0)
                return sign;
        }

        var end = _at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !Signs.Contains(text[end].ToString()))
            end++;
        return text[_at..end];
    }

    private ApiException Found(string expected) => ApiErrors.BadRequest($"found '{Peek()}', expected: {expected}");

    private ApiException Unexpected(string expected) => Failed($"found '{Peek()}', expected: {expected}");

    private static ApiException Failed(string why) => ApiErrors.BadRequest($"unable to parse requirement: {why}");
}
