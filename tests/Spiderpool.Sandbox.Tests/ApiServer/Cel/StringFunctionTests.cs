namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class StringFunctionTests
{
    [Theory]
    [InlineData("'abc'.startsWith('ab') && !'abc'.startsWith('b') && 'abc'.endsWith('bc') && 'abc'.contains('b')")]
    [InlineData("'abc'.size() == 3 && size('abc') == 3 && size('é😀') == 2 && size(b'é') == 2 && size([1]) == 1 && {}.size() == 0")]
    [InlineData("'a😀b'.charAt(1) == '😀' && 'abc'.charAt(3) == ''")]
    [InlineData("'a😀b'.indexOf('b') == 2 && 'abc'.indexOf('x') == -1 && 'abab'.indexOf('ab', 1) == 2 && 'abc'.indexOf('') == 0")]
    [InlineData("'abab'.lastIndexOf('ab') == 2 && 'abab'.lastIndexOf('ab', 1) == 0 && 'a'.lastIndexOf('b') == -1")]
    [InlineData("'a😀bc'.substring(1) == '😀bc' && 'a😀bc'.substring(1, 3) == '😀b' && 'abc'.substring(3) == ''")]
    [InlineData("'TacoCÆt'.lowerAscii() == 'tacocÆt' && 'TacoCæt'.upperAscii() == 'TACOCæT'")]
    [InlineData("' \\t a b \\n'.trim() == 'a b' && 'a😀'.reverse() == '😀a'")]
    [InlineData("'aaa'.replace('a', 'b') == 'bbb' && 'aaa'.replace('a', 'b', 2) == 'bba' && 'aaa'.replace('a', 'b', 0) == 'aaa'")]
    [InlineData("'ab'.replace('', '-') == '-a-b-' && 'ab'.replace('', '-', 2) == '-a-b'")]
    [InlineData("'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'a'.split(',', 0) == []")]
    [InlineData("'abc'.split('') == ['a', 'b', 'c'] && ''.split(',') == ['']")]
    [InlineData("['a', 'b'].join() == 'ab' && ['a', 'b'].join('-') == 'a-b' && 'x/y'.split('/').join('.') == 'x.y'")]
    [InlineData("'%s and %d, %.2f%%'.format(['one', 2, 3.14159]) == 'one and 2, 3.14%'")]
    [InlineData("'%s %s %s'.format([[1, 'a'], {'k': true}, null]) == '[1, a] {k: true} null'")]
    [InlineData("'%b %o %x %X %x'.format([5, 8, 255, -255, 'hi']) == '101 10 ff -FF 6869'")]
    [InlineData("'%e'.format([1234.5]) == '1.234500e+03'")]
    public void A_function_on_strings_counts_code_points(string text) => Assert.Equal(true, Expressions.Evaluate(text));

    [Theory]
    [InlineData("'abc'.substring(4) == ''", "index out of range: 4")]
    [InlineData("'abc'.substring(-1) == ''", "index out of range: -1")]
    [InlineData("'abc'.substring(2, 1) == ''", "invalid substring range. start: 2, end: 1")]
    [InlineData("'abc'.charAt(4) == ''", "index out of range: 4")]
    [InlineData("'%d'.format(['x']) == ''", "error during formatting: %d does not take a value of type string")]
    [InlineData("'%s'.format([]) == ''", "index 0 out of range")]
    [InlineData("'%q'.format([1]) == ''", "could not parse formatting clause: unrecognized formatting clause \"q\"")]
    [InlineData("'%'.format([1]) == ''", "could not parse formatting clause: unexpected end of string")]
    [InlineData("self.join() == ''", "no such overload")]
    public void A_position_outside_or_a_wrong_type_is_an_error(string text, string error) =>
        Assert.Equal(error, Expressions.Error(text, """["a", 1]"""));
}
