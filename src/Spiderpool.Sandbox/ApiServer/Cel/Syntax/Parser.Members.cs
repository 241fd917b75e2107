using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Cel.Functions;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal sealed partial class Parser
{
    private static readonly string[] Reserved =
    [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
        "return", "var", "void", "while",
    ];

    private Expression ParseMember() => ParseSuffixes(ParsePrimary());

    private Expression ParseSuffixes(Expression target)
    {
        while (true)
        {
            var position = Current.Position;
            if (Accept("."))
                target = ParseField(target, position);
            else if (Accept(".?"))
                target = new FieldSelection(target, ExpectIdentifier().Text, Presence: false, Optional: true, position);
            else if (Current.Is("[") || Current.Is("[?"))
                target = ParseIndex(target);
            else
                return target;
        }
    }

    private Expression ParseField(Expression target, int dot)
    {
        var name = ExpectIdentifier().Text;
        var open = Current.Position;
        if (!Accept("("))
            return new FieldSelection(target, name, Presence: false, Optional: false, dot);
        var arguments = ParseArguments(")");
        // Some functions have a dot in their name: what looks like their target is a part of it.
        if (target is Identifier { Name: var space } && FunctionCatalogue.Contains($"{space}.{name}"))
            return new Call($"{space}.{name}", false, arguments, open);
        return (Expression?)ExpandMacro(target, name, arguments, open) ?? new Call(name, true, [target, .. arguments], open);
    }

    private Call ParseIndex(Expression target)
    {
        var sign = _tokens[_at++];
        var index = ParseExpression();
        Expect("]");
        return new Call(sign.Text == "[" ? Operators.Index : Operators.OptionalIndex, false, [target, index], sign.Position);
    }

    private Expression ParsePrimary()
    {
        var token = Current;
        switch (token)
        {
            case { Kind: TokenKind.Literal, Value: not IntegerLimit }:
                _at++;
                return new Literal(token.Value, token.Position);
            case { Kind: TokenKind.Literal }:
                throw Failed(token.Position, "invalid int literal");
            case { Kind: TokenKind.Identifier }:
                _at++;
                return ParseIdentifier(token);
        }

        if (Accept("("))
        {
            var inner = ParseExpression();
            Expect(")");
            return inner;
        }

        if (Accept("["))
            return new ListLiteral(ParseItems("]"), token.Position);
        if (Accept("{"))
            return ParseMap(token.Position);
        if (!Accept("."))
            throw Unexpected();
        return ParseIdentifier(ExpectIdentifier());
    }

    private Expression ParseIdentifier(Token name)
    {
        if (Reserved.Contains(name.Text))
            throw Failed(name.Position, $"reserved identifier: {name.Text}");
        var open = Current.Position;
        if (!Accept("("))
            return new Identifier(name.Text, name.Position);
        var arguments = ParseArguments(")");
        return name.Text == "has" ? ExpandHas(arguments, open) : new Call(name.Text, false, arguments, open);
    }

    private MapLiteral ParseMap(int position)
    {
        var entries = ImmutableArray.CreateBuilder<(Expression, Expression)>();
        while (!Accept("}"))
        {
            var key = ParseExpression();
            Expect(":");
            entries.Add((key, ParseExpression()));
            if (!Accept(",") && !Current.Is("}"))
                throw Unexpected();
        }

        return new MapLiteral(entries.ToImmutable(), position);
    }

    /// <summary>As arguments, but a comma may follow the last one.</summary>
    private ImmutableArray<Expression> ParseItems(string end)
    {
        var items = ImmutableArray.CreateBuilder<Expression>();
        while (!Accept(end))
        {
            items.Add(ParseExpression());
            if (!Accept(",") && !Current.Is(end))
                throw Unexpected();
        }

        return items.ToImmutable();
    }
}
