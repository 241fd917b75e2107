namespace Spiderpool.Addressing.Tests;

public class ExcerptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("10.0.0.1/24", "10.0.0.1/24")]
    [InlineData("grün 池 \U0001F600", "grün 池 \U0001F600")]
    [InlineData("a\r\nb\tc\0d\u001b[31me", "a  b c d [31me")]
    [InlineData("a\u2028b\u2029c\u0085d", "a b c d")]
    [InlineData("a\u202Eb\u200Bc\uFEFFd", "a b c d")] // right-to-left override, zero-width space, byte order mark
    [InlineData("a\U000E0041b", "a  b")] // an invisible tag character
    public void Text_is_quoted_on_one_line_without_invisible_characters(string text, string quoted) =>
        Assert.Equal(quoted, Excerpt.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_left_out()
    {
        Assert.Equal("a b", Excerpt.Of("a\uD83Db"));
        Assert.Equal("a b", Excerpt.Of("a\uDE00b"));
        Assert.Equal(" ", Excerpt.Of("\uDE00"));
    }

    [Fact]
    public void Long_text_is_cut_and_its_length_told()
    {
        Assert.Equal(new string('x', 80), Excerpt.Of(new string('x', 80)));
        Assert.Equal($"{new string('x', 80)}… (81 characters)", Excerpt.Of(new string('x', 81)));
    }

    [Fact]
    public void A_cut_does_not_leave_half_a_pair() =>
        Assert.Equal($"{new string('x', 79)} … (81 characters)", Excerpt.Of(new string('x', 79) + "\U0001F600"));
}
