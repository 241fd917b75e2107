namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class OperatorTests
{
    [Theory]
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("(1 + 2) * 3 == 9")]
    [InlineData("10 - 4 - 3 == 3")]
    [InlineData("-7 / 2 == -3 && -7 % 2 == -1")]
    [InlineData("7.0 / 2.0 == 3.5")]
    [InlineData("1.0 / 0.0 > 1e300")]
    [InlineData("-9223372036854775808 % -1 == 0")]
    [InlineData("'a' + 'b' == 'ab'")]
    [InlineData("b'a' + b'b' == b'ab'")]
    [InlineData("[1] + [2, 3] == [1, 2, 3]")]
    [InlineData("!false && -(2) == -2 && !!true")]
    [InlineData("1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3")]
    [InlineData("'a' < 'b' && 'Z' < 'a' && '' < 'a'")]
    [InlineData("'\\uFFFD' < '\\U00010000'")]
    [InlineData("false < true && b'a' < b'aa'")]
    [InlineData("1 < 1.5 && 2u > 1 && 1.0 <= 1u")]
    [InlineData("dyn(1) == 1.0 && dyn(1u) == 1 && dyn(1) != '1'")]
    [InlineData("!(dyn(9007199254740993) == 9007199254740992.0)")]
    [InlineData("dyn([1, 2]) == [1.0, 2.0] && [1, 2] != [2, 1]")]
    [InlineData("{'a': 1, 'b': 2} == {'b': 2, 'a': 1} && {'a': 1} != {'a': 2}")]
    [InlineData("2 in [1, 2] && !(3 in [1, 2]) && 'a' in {'a': 1} && !('b' in {'a': 1})")]
    [InlineData("[1, 2, 3][1] == 2 && {'a': 5}['a'] == 5 && {1: 'x'}[1] == 'x' && {'a': 5}.a == 5")]
    [InlineData("true ? (false ? 1 == 2 : 1 == 1) : 1 == 2")]
    [InlineData("false ? 1 == 2 : false ? 1 == 2 : 1 == 1")]
    [InlineData("(1 > 2 ? 'a' : 'b') == 'b'")]
    [InlineData("1 == 1 // a comment\n && true")]
    [InlineData("[1, 2,] == [1, 2] && {'a': 1,} == {'a': 1}")]
    [InlineData("type(1) == int && type(1u) == uint && type('') == string && type([]) == list && type({}) == map")]
    [InlineData("type(null) == null_type && type(1.0) == double && type(true) == bool && type(b'') == bytes && type(int) == type")]
    public void An_operator_means_what_the_language_definition_says(string text) =>
        Assert.Equal(true, Expressions.Evaluate(text));

    [Theory]
    [InlineData("9223372036854775807 + 1 > 0", "integer overflow")]
    [InlineData("-(-9223372036854775808) > 0", "integer overflow")]
    [InlineData("0u - 1u > 0u", "integer overflow")]
    [InlineData("1 / 0 == 1", "division by zero")]
    [InlineData("1 % 0 == 1", "modulus by zero")]
    [InlineData("[1][1] == 1", "index out of bounds: 1")]
    [InlineData("[1][-1] == 1", "index out of bounds: -1")]
    [InlineData("{'a': 1}['b'] == 1", "no such key: b")]
    [InlineData("{'a': 1, 'a': 2}.a == 1", "Failed with repeated key: a")]
    [InlineData("self.a + 1 == 2", "no such overload")]
    [InlineData("self.a < 1", "no such overload")]
    [InlineData("self.a ? true : false", "no such overload")]
    [InlineData("!self.a", "no such overload")]
    [InlineData("self.missing == 1", "no such key: missing")]
    public void An_operation_that_has_no_result_fails(string text, string error) =>
        Assert.Equal(error, Expressions.Error(text, """{"a": "text"}"""));

    [Theory]
    [InlineData("false && 1 / 0 == 1", false)]
    [InlineData("1 / 0 == 1 && false", false)]
    [InlineData("true || 1 / 0 == 1", true)]
    [InlineData("1 / 0 == 1 || true", true)]
    [InlineData("true ? true : 1 / 0 == 1", true)]
    public void An_error_does_not_count_beside_what_decides(string text, bool value) =>
        Assert.Equal(value, Expressions.Evaluate(text));

    [Theory]
    [InlineData("true && 1 / 0 == 1")]
    [InlineData("1 / 0 == 1 && true")]
    [InlineData("false || 1 / 0 == 1")]
    public void An_error_counts_beside_what_does_not_decide(string text) =>
        Assert.Equal("division by zero", Expressions.Error(text));
}
