using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>Builds the syntax tree (CEL language definition, "Syntax"); macros are expanded on the way.</summary>
internal sealed partial class Parser
{
    /// <summary>As cel-go's limits, so that a hostile expression can exhaust neither memory nor the stack.</summary>
    private const int MaxLength = 100_000;
    private const int MaxDepth = 250;

    private readonly string _source;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private Parser(string source) => (_source, _tokens) = (source, Lexer.Tokenize(source));

    private Token Current => _tokens[_at];

    /// <exception cref="CelException">With the place and what is wrong there.</exception>
    public static Expression Parse(string source)
    {
        if (source.Length > MaxLength)
            throw new CelException($"expression code point size exceeds limit: size: {source.Length}, limit {MaxLength}");
        var parser = new Parser(source);
        var tree = parser.ParseExpression();
        return parser.Current.Kind == TokenKind.End ? tree : throw parser.Unexpected();
    }

    private Expression ParseExpression()
    {
        if (++_depth > MaxDepth)
            throw new CelException($"expression recursion limit exceeded: {MaxDepth}");
        var condition = ParseBinary(0);
        var position = Current.Position;
        if (Accept("?"))
        {
            var whenTrue = ParseBinary(0);
            Expect(":");
            var whenFalse = ParseExpression();
            condition = new Call(Operators.Conditional, false, [condition, whenTrue, whenFalse], position);
        }

        _depth--;
        return condition;
    }

    private Expression ParseBinary(int level)
    {
        if (level == Operators.Levels.Length)
            return ParseUnary();
        var left = ParseBinary(level + 1);
        while (Current.Kind == TokenKind.Sign && Operators.Levels[level].TryGetValue(Current.Text, out var name))
        {
            var position = Current.Position;
            _at++;
            left = new Call(name, false, [left, ParseBinary(level + 1)], position);
        }

        return left;
    }

    private Expression ParseUnary()
    {
        var sign = Current;
        if (!sign.Is("-") && !sign.Is("!"))
            return ParseMember();
        _at++;
        if (sign.Text == "-" && Current is { Kind: TokenKind.Literal } number && NegativeLiteral(number) is { } negative)
        {
            _at++;
            return ParseSuffixes(new Literal(negative, sign.Position));
        }

        if (++_depth > MaxDepth)
            throw new CelException($"expression recursion limit exceeded: {MaxDepth}");
        var operand = ParseUnary();
        _depth--;
        return new Call(sign.Text == "-" ? Operators.Negate : Operators.Not, false, [operand], sign.Position);
    }

    private static object? NegativeLiteral(Token token) => token.Value switch
    {
        long integer => -integer,
        double real => -real,
        IntegerLimit => long.MinValue,
        _ => null,
    };

    private ImmutableArray<Expression> ParseArguments(string end)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        if (Accept(end))
            return [];
        do
            arguments.Add(ParseExpression());
        while (Accept(","));
        Expect(end);
        return arguments.ToImmutable();
    }

    private bool Accept(string sign)
    {
        if (!Current.Is(sign))
            return false;
        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Accept(sign))
            throw Failed(Current.Position, $"Syntax error: found '{Current.Text}' where '{sign}' is expected");
    }

    private Token ExpectIdentifier() => Current.Kind == TokenKind.Identifier ? _tokens[_at++] : throw Unexpected();

    private CelException Unexpected() => Failed(Current.Position, $"Syntax error: unexpected '{Current.Text}'");

    private CelException Failed(int position, string message) => new(SourceText.Error(_source, position, message));
}
