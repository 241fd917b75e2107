using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class RegexTests
{
    [Theory]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("(?m)^a$", "b\na\nc", true)]
    [InlineData(@"^\d+$", "12", true)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^[\w-]+$", "a-b", true)]
    [InlineData(@"^[\W]+$", "é-", true)]
    [InlineData(@"^[\D]+$", "a7", false)]
    [InlineData(@"^\s$", "\u00A0", false)]
    [InlineData(@"^[^\S]$", " ", true)]
    [InlineData(@"^\pL+$", "éa", true)]
    [InlineData(@"^\p{Lu}$", "É", true)]
    [InlineData("^[[:alpha:]_]+$", "a_b", true)]
    [InlineData("^[[:digit:]]+$", "a", false)]
    [InlineData("^[a-z-[aeiou]+$", "[", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[^]]$", "a", true)]
    [InlineData(@"^\Qa.b\E$", "a.b", true)]
    [InlineData(@"^\Qa.b\E$", "axb", false)]
    [InlineData("^(?P<x>a)(?<y>b)(?:c)(?i:D)$", "abcd", true)]
    [InlineData(@"^\x{e9}\x41$", "éA", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("^.$", "\n", false)]
    [InlineData("(?s)^.$", "\n", true)]
    public void A_pattern_means_what_RE2_says(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Re2Pattern.Parse(pattern).IsMatch(text));

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?>a)")]
    [InlineData("(?x)a")]
    [InlineData(@"(a)\1")]
    [InlineData(@"a\Z")]
    [InlineData("a{1001}")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("[a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("*a")]
    [InlineData(@"a\")]
    [InlineData("[[:nothing:]]")]
    [InlineData(@"\x{110000}")]
    public void What_RE2_does_not_have_is_refused(string pattern) => Assert.Throws<FormatException>(() => Re2Pattern.Parse(pattern));

    [Fact]
    public void A_hostile_text_costs_linear_time() =>
        Assert.False(Re2Pattern.Parse("^(a+)+$").IsMatch(new string('a', 100_000) + "b"));

    [Theory]
    [InlineData("'abc'.matches('b') && matches('abc', '^a') && !'abc'.matches('^b')")]
    [InlineData("'a1b22'.find('[0-9]+') == '1' && 'abc'.find('[0-9]') == ''")]
    [InlineData("'a1b22c3'.findAll('[0-9]+') == ['1', '22', '3'] && 'a1b2'.findAll('[0-9]', 1) == ['1']")]
    public void The_functions_take_such_patterns(string text) => Assert.Equal(true, Expressions.Evaluate(text));

    [Fact]
    public void A_wrong_constant_pattern_does_not_compile() => Assert.StartsWith(
        "ERROR: <input>:1:13: invalid matches argument: error parsing regexp: missing closing ]: `[a`",
        Expressions.CompileError("'a'.matches('[a')"));

    [Fact]
    public void A_wrong_pattern_among_the_data_is_an_error() => Assert.Equal(
        "error parsing regexp: missing closing ]: `[a`", Expressions.Error("'a'.matches(self.p)", """{"p": "[a"}"""));
}
