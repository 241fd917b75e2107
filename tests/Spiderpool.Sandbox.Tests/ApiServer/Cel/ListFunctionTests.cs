namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class ListFunctionTests
{
    [Theory]
    [InlineData("[1, 2, 2].isSorted() && !['b', 'a'].isSorted() && [].isSorted()")]
    [InlineData("[1, 3].sum() == 4 && [1.5, 2.0].sum() == 3.5 && [duration('1m'), duration('1s')].sum() == duration('61s')")]
    [InlineData("self.none.sum() == 0 && [3, 1, 2].min() == 1 && ['a', 'c', 'b'].max() == 'c'")]
    [InlineData("[1, 2, 2, 3].indexOf(2) == 1 && [1, 2, 2, 3].lastIndexOf(2) == 2 && [1].indexOf(5) == -1 && [1].lastIndexOf(5) == -1")]
    [InlineData("sets.contains([1, 2], [2]) && !sets.contains([1], [1, 2]) && sets.contains([1], [])")]
    [InlineData("sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [2]) && sets.equivalent([1, 2, 2], [2, 1])")]
    [InlineData("optional.of(1).hasValue() && optional.of(1).value() == 1 && !optional.none().hasValue()")]
    [InlineData("optional.none().orValue(5) == 5 && optional.of(1).or(optional.of(2)).value() == 1")]
    [InlineData("!optional.ofNonZeroValue('').hasValue() && optional.ofNonZeroValue('a').value() == 'a'")]
    [InlineData("self.?a.?b.orValue('') == 'x' && !self.?c.?d.hasValue() && self.list[?0].value() == 1 && !self.list[?5].hasValue()")]
    [InlineData("self.?a.b.orValue('') == 'x' && has(self.?a.b) && {'k': 1}[?'k'].value() == 1")]
    [InlineData("optional.of(2).optMap(n, n * 2).value() == 4 && optional.of(2).optFlatMap(n, optional.none()) == optional.none()")]
    public void A_function_of_the_libraries_gives_the_documented_result(string text) =>
        Assert.Equal(true, Expressions.Evaluate(text, """{"a": {"b": "x"}, "list": [1], "none": []}"""));

    [Theory]
    [InlineData("self.min() == 1", "min called on empty list")]
    [InlineData("[[1], [2]].max() == [1]", "no such overload")]
    [InlineData("optional.none().value() == 1", "optional.none() dereference")]
    public void A_function_without_a_result_fails(string text, string error) => Assert.Equal(error, Expressions.Error(text, "[]"));
}
