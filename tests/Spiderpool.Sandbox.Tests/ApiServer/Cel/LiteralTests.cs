using System.Text;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class LiteralTests
{
    public static TheoryData<string, object?> Literals => new()
    {
        { "null", null },
        { "true", true },
        { "42", 42L },
        { "-42", -42L },
        { "0x1F", 31L },
        { "-0x10", -16L },
        { "9223372036854775807", long.MaxValue },
        { "-9223372036854775808", long.MinValue },
        { "7u", 7UL },
        { "18446744073709551615u", ulong.MaxValue },
        { "1.5", 1.5 },
        { ".5", 0.5 },
        { "1e3", 1000.0 },
        { "-2.5E-1", -0.25 },
        { "'it is'", "it is" },
        { "\"it's\"", "it's" },
        { "'''a'b\nc'''", "a'b\nc" },
        { "'a\\tb\\n\\'\\\\'", "a\tb\n'\\" },
        { "r'a\\d'", "a\\d" },
        { "R\"a\\d\"", "a\\d" },
        { "'\\x41\\u00e9\\U0001F600\\101'", "Aé😀A" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_literal_has_the_value_of_the_language_definition(string text, object? value) =>
        Assert.Equal(value, Expressions.Evaluate(text));

    [Fact]
    public void A_bytes_literal_has_code_points_as_UTF_8_and_hex_escapes_as_bytes() =>
        Assert.Equal([.. Encoding.UTF8.GetBytes("é"), 0xFF, 0x41], (byte[])Expressions.Evaluate("b'é\\xff\\101'")!);

    [Theory]
    [InlineData("9223372036854775808", "1:1: invalid int literal")]
    [InlineData("99999999999999999999", "1:1: invalid int literal")]
    [InlineData("99999999999999999999u", "1:1: invalid uint literal")]
    [InlineData("'abc", "1:1: Syntax error: unterminated string literal")]
    [InlineData("'a\nb'", "1:1: Syntax error: unterminated string literal")]
    [InlineData("'\\q'", "1:2: Syntax error: invalid escape sequence '\\q'")]
    [InlineData("'\\u12'", "1:2: Syntax error: incomplete escape sequence")]
    [InlineData("'\\uD800'", "1:2: Syntax error: invalid Unicode code point")]
    [InlineData("1 # 2", "1:3: Syntax error: token recognition error at: '#'")]
    public void Something_that_is_no_literal_is_refused_with_its_place(string text, string error) =>
        Assert.StartsWith($"ERROR: <input>:{error}", Expressions.CompileError(text));
}
