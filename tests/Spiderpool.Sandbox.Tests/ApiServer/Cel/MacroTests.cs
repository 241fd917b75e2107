namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class MacroTests
{
    private const string Self = """{"a": {"b": null, "c": 1}, "list": [1, 2, 3], "names": ["x", "y"]}""";

    [Theory]
    [InlineData("has(self.a) && has(self.a.b) && !has(self.d) && !has(self.a.d)")]
    [InlineData("self.list.all(n, n > 0) && !self.list.all(n, n > 1)")]
    [InlineData("[].all(n, n) && ![].exists(n, n)")]
    [InlineData("self.list.exists(n, n == 3) && !self.list.exists(n, n == 4)")]
    [InlineData("self.list.exists_one(n, n > 2) && !self.list.exists_one(n, n > 1) && self.list.existsOne(n, n > 2)")]
    [InlineData("self.list.map(n, n * 2) == [2, 4, 6]")]
    [InlineData("self.list.map(n, n > 1, n * 2) == [4, 6]")]
    [InlineData("self.list.filter(n, n % 2 == 1) == [1, 3]")]
    [InlineData("{'a': 1, 'b': 2}.all(k, k in ['a', 'b']) && {'a': 1, 'b': 2}.filter(k, k > 'a') == ['b']")]
    [InlineData("self.a.exists(k, k == 'c')")]
    [InlineData("self.list.all(a, self.list.exists(b, a == b))")]
    [InlineData("self.list.map(n, self.list.filter(m, m < n).size()) == [0, 1, 2]")]
    // A variable hides an outer one of the same name, and only inside.
    [InlineData("[self].all(self, self == 1) || has(self.list)")]
    [InlineData("[[1]].all(n, n.all(n, n == 1) && n == [1])")]
    public void A_macro_means_what_the_language_definition_says(string text) =>
        Assert.Equal(true, Expressions.Evaluate(text, Self));

    [Theory]
    [InlineData("[0, 1].exists(n, 2 / n == 2)", true)]
    [InlineData("[0, 1].all(n, 2 / n == 3)", false)]
    public void An_item_that_decides_wins_over_the_error_of_another(string text, bool value) =>
        Assert.Equal(value, Expressions.Evaluate(text));

    [Theory]
    [InlineData("[0, 1].all(n, 2 / n == 2)", "division by zero")]
    [InlineData("[0, 1].exists(n, 2 / n == 3)", "division by zero")]
    [InlineData("[0, 1].exists_one(n, 2 / n == 2)", "division by zero")]
    [InlineData("[0, 1].map(n, 2 / n) == []", "division by zero")]
    [InlineData("self.a.c.all(n, true)", "no such overload")]
    public void An_error_that_nothing_outweighs_is_the_result(string text, string error) =>
        Assert.Equal(error, Expressions.Error(text, Self));

    [Theory]
    [InlineData("has(self)", "1:4: invalid argument to has() macro")]
    [InlineData("has(self.a, self.b)", "1:4: invalid argument to has() macro")]
    [InlineData("[1].all(n.m, true)", "1:10: argument must be a simple name")]
    [InlineData("[1].all(n, n)", "1:12: expected type 'bool' but found 'int'")]
    [InlineData("'abc'.all(c, true)", "1:1: expression of type 'string' cannot be range of a comprehension")]
    [InlineData("[1].all(n, true) && n == 1", "1:21: undeclared reference to 'n' (in container '')")]
    public void A_macro_that_is_used_wrongly_does_not_compile(string text, string error) =>
        Assert.StartsWith($"ERROR: <input>:{error}", Expressions.CompileError(text));
}
